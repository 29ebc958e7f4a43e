package io.sreagent.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sreagent.contract.access.Forbidden;
import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.AuditVerification.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AuditLogTest extends StoreTest {
    private static final Principal ADMIN = new Principal("ada", Role.ADMIN, false);

    @BeforeEach
    void tenRecords() {
        for (int i = 1; i <= 10; i++) append("record " + i);
    }

    @Test
    void an_untouched_chain_is_intact_and_fully_anchored() {
        assertThat(audit.verify()).isEqualTo(new AuditVerification(10, 10, null));
    }

    @Test
    void a_record_says_what_was_appended() {
        AuditRecord third = audit.from(3, 1).getFirst();

        assertThat(third.sequence()).isEqualTo(3);
        assertThat(third.payload()).isEqualTo("\"record 3\"");
        assertThat(third.at()).isEqualTo(Clock.START);
    }

    @Test
    void appends_at_once_all_find_their_place() throws Exception {
        Racing.all(
                8,
                racer ->
                        () -> {
                            append("racer " + racer);
                            return true;
                        });

        assertThat(audit.verify()).isEqualTo(new AuditVerification(18, 18, null));
    }

    @Test
    void what_was_rolled_back_leaves_no_record_and_no_anchor() {
        assertThatThrownBy(
                        () ->
                                database.change(
                                        "append",
                                        tx -> {
                                            audit.append(tx, entry("lost"));
                                            throw new IllegalStateException("no");
                                        }))
                .hasMessage("no");

        assertThat(audit.verify()).isEqualTo(new AuditVerification(10, 10, null));
    }

    @Test
    void a_changed_payload_shows() {
        sql("UPDATE audit_record SET payload = '\"forged\"' WHERE sequence = 4");

        assertFlaw(4, Fault.CHANGED);
    }

    @Test
    void a_changed_actor_shows() {
        sql("UPDATE audit_record SET actor = 'mallory' WHERE sequence = 4");

        assertFlaw(4, Fault.CHANGED);
    }

    @Test
    void a_changed_time_shows() {
        sql(
                "UPDATE audit_record SET recorded_at = recorded_at + INTERVAL '1' SECOND WHERE sequence = 4");

        assertFlaw(4, Fault.CHANGED);
    }

    @Test
    void a_record_forged_with_a_hash_that_fits_shows() {
        forge(4);

        assertFlaw(4, Fault.CHANGED);
    }

    @Test
    void the_last_record_forged_together_with_the_head_shows_by_its_anchor() {
        forge(10);
        sql(
                "UPDATE audit_head SET last_hash = (SELECT hash FROM audit_record WHERE sequence = 10)");

        assertFlaw(10, Fault.CHANGED);
    }

    @Test
    void a_chain_built_anew_from_some_record_on_shows_by_its_anchors() {
        sql("DELETE FROM audit_record WHERE sequence >= 6");
        sql(
                "UPDATE audit_head SET last_sequence = 5, last_hash = (SELECT hash FROM audit_record WHERE sequence = 5)");
        AuditLog elsewhere = new AuditLog(database, new AuditAnchor(folder.resolve("elsewhere")));
        for (int i = 6; i <= 10; i++) {
            String text = "forged " + i;
            database.change("append", tx -> elsewhere.append(tx, entry(text)));
        }

        assertFlaw(6, Fault.CHANGED);
    }

    @Test
    void a_missing_record_shows() {
        sql("DELETE FROM audit_record WHERE sequence = 4");

        assertFlaw(4, Fault.MISSING);
    }

    @Test
    void the_first_record_missing_shows() {
        sql("DELETE FROM audit_record WHERE sequence = 1");

        assertFlaw(1, Fault.MISSING);
    }

    @Test
    void a_missing_record_whose_number_was_taken_by_the_next_shows() {
        sql("DELETE FROM audit_record WHERE sequence = 4");
        for (int i = 5; i <= 10; i++) {
            sql("UPDATE audit_record SET sequence = " + (i - 1) + " WHERE sequence = " + i);
        }

        assertFlaw(4, Fault.MISSING);
    }

    @Test
    void records_that_changed_places_show() {
        sql("UPDATE audit_record SET sequence = 99 WHERE sequence = 4");
        sql("UPDATE audit_record SET sequence = 4 WHERE sequence = 7");
        sql("UPDATE audit_record SET sequence = 7 WHERE sequence = 99");

        assertFlaw(4, Fault.REORDERED);
    }

    @Test
    void the_first_two_records_that_changed_places_show() {
        sql("UPDATE audit_record SET sequence = 99 WHERE sequence = 1");
        sql("UPDATE audit_record SET sequence = 1 WHERE sequence = 2");
        sql("UPDATE audit_record SET sequence = 2 WHERE sequence = 99");

        assertFlaw(1, Fault.REORDERED);
    }

    @Test
    void an_end_that_was_cut_off_shows() {
        sql("DELETE FROM audit_record WHERE sequence > 7");

        assertFlaw(8, Fault.TRUNCATED);
    }

    @Test
    void an_end_cut_off_together_with_the_head_shows_by_the_anchors() {
        sql("DELETE FROM audit_record WHERE sequence > 7");
        sql(
                "UPDATE audit_head SET last_sequence = 7, last_hash = (SELECT hash FROM audit_record WHERE sequence = 7)");

        assertFlaw(8, Fault.TRUNCATED);
    }

    @Test
    void a_table_that_was_emptied_shows() {
        sql("DELETE FROM audit_record");
        sql("UPDATE audit_head SET last_sequence = 0, last_hash = '" + AuditRecord.GENESIS + "'");

        assertFlaw(1, Fault.TRUNCATED);
    }

    @Test
    void a_payload_can_be_erased_and_the_chain_still_holds() {
        boolean erased =
                database.transaction(
                        "erase",
                        tx -> audit.erase(tx, 4, ADMIN, "a person asked", clock.instant()));

        assertThat(erased).isTrue();
        assertThat(audit.from(4, 1).getFirst().isErased()).isTrue();
        assertThat(audit.verify()).isEqualTo(new AuditVerification(11, 11, null));
        assertThat(audit.about("4").getFirst().actor()).isEqualTo("ada");
    }

    @Test
    void a_payload_erased_without_a_record_of_it_shows() {
        sql("UPDATE audit_record SET payload = NULL, salt = NULL WHERE sequence = 4");

        assertFlaw(4, Fault.ERASED);
    }

    @Test
    void only_an_admin_erases() {
        var viewer = new Principal("eve", Role.VIEWER, false);

        assertThatThrownBy(
                        () ->
                                database.change(
                                        "erase",
                                        tx -> audit.erase(tx, 4, viewer, "", clock.instant())))
                .isInstanceOf(Forbidden.class)
                .hasMessageContaining("eve");
    }

    @Test
    void a_crash_between_commit_and_anchor_is_no_flaw() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("audit.anchor"));
        Files.write(folder.resolve("audit.anchor"), lines.subList(0, 8));

        assertThat(audit.verify()).isEqualTo(new AuditVerification(10, 8, null));
    }

    @Test
    void an_anchor_line_that_was_cut_short_is_passed_over() throws IOException {
        Path file = folder.resolve("audit.anchor");
        String text = Files.readString(file);
        Files.writeString(file, text.substring(0, text.length() - 20));

        assertThat(audit.verify()).isEqualTo(new AuditVerification(10, 9, null));
    }

    @Test
    void an_anchor_that_cannot_be_written_is_a_trouble_until_it_can() throws IOException {
        Path file = folder.resolve("audit.anchor");
        Files.delete(file);
        Files.createDirectory(file);

        append("unanchored");
        assertThat(audit.trouble().orElseThrow()).contains("audit.anchor");

        Files.delete(file);
        append("anchored");
        assertThat(audit.trouble()).isEmpty();
    }

    /** {@code /dev/full} can be opened, and takes nothing. */
    @Test
    void a_full_disk_is_a_trouble_until_every_line_stands() throws IOException {
        assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full here");
        Path file = folder.resolve("audit.anchor");
        Path kept = folder.resolve("kept");
        Files.move(file, kept);
        Files.createSymbolicLink(file, Path.of("/dev/full"));

        append("unanchored");
        assertThat(audit.trouble()).isPresent();
        assertThat(audit.trouble()).isPresent();

        Files.delete(file);
        Files.move(kept, file);
        assertThat(audit.trouble()).isEmpty();
        assertThat(audit.verify()).isEqualTo(new AuditVerification(11, 11, null));
    }

    @Test
    void without_any_anchor_nothing_is_called_intact() throws IOException {
        Files.delete(folder.resolve("audit.anchor"));

        assertThat(audit.verify().first().orElseThrow().fault()).isEqualTo(Fault.UNANCHORED);
    }

    private void assertFlaw(long sequence, Fault fault) {
        AuditVerification.Flaw flaw = audit.verify().first().orElseThrow();
        assertThat(flaw.sequence()).as(flaw.words()).isEqualTo(sequence);
        assertThat(flaw.fault()).as(flaw.words()).isEqualTo(fault);
        assertThat(flaw.words()).contains(Long.toString(sequence));
    }

    private void forge(long sequence) {
        AuditRecord true_ = audit.from(sequence, 1).getFirst();
        AuditRecord forged =
                AuditRecord.next(sequence - 1, true_.previousHash(), entry("forged"), "salt");
        database.change(
                "forge",
                tx ->
                        tx.handle()
                                .execute(
                                        "UPDATE audit_record SET payload = ?, salt = ?, content_hash = ?, hash = ? WHERE sequence = ?",
                                        forged.payload(),
                                        forged.salt(),
                                        forged.contentHash(),
                                        forged.hash(),
                                        sequence));
    }

    private void append(String text) {
        database.change("append", tx -> audit.append(tx, entry(text)));
    }

    private AuditEntry entry(String text) {
        return new AuditEntry(
                clock.instant(), TimelineEvent.SELF, "test", "INC-1", Json.write(text));
    }

    private void sql(String statement) {
        database.change("tamper", tx -> tx.handle().execute(statement));
    }
}
