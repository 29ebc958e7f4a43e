package io.sreagent.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sreagent.contract.access.Forbidden;
import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.StoreTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init")
class TokensTest extends StoreTest {
    private static final Principal ALICE = new Principal("alice", Role.APPROVER, false);

    private Tokens tokens;

    @BeforeEach
    void overTheStore() {
        tokens = new Tokens(database.jdbi());
    }

    @Test
    void who_holds_a_token_is_who() {
        String secret = create(ALICE);

        assertThat(tokens.authenticate(secret)).contains(ALICE);
        assertThat(tokens.authenticate(secret + "x")).isEmpty();
        assertThat(tokens.authenticate("")).isEmpty();
    }

    @Test
    void the_secret_is_not_in_the_database() {
        String secret = create(ALICE);

        String row =
                database.read(
                        handle ->
                                handle.createQuery("SELECT * FROM api_token")
                                        .mapToMap()
                                        .one()
                                        .toString());
        assertThat(row).doesNotContain(secret).contains("alice");
    }

    @Test
    void a_revoked_token_opens_nothing() {
        String secret = create(ALICE);
        String id = tokens.list().getFirst().id();

        assertThat(revoke(id)).isTrue();
        assertThat(revoke(id)).isFalse();
        assertThat(tokens.authenticate(secret)).isEmpty();
        assertThat(tokens.list().getFirst().revokedAt()).isEqualTo(clock.instant());
    }

    @Test
    void the_first_start_makes_an_admins_token_and_the_second_none() {
        List<String> made = new ArrayList<>();
        tokens.bootstrap(Optional.empty(), clock.instant(), made::add);
        String secret = made.getFirst();

        assertThat(secret).startsWith(Tokens.PREFIX);
        assertThat(tokens.authenticate(secret).orElseThrow().role()).isEqualTo(Role.ADMIN);
        tokens.bootstrap(Optional.empty(), clock.instant(), made::add);
        assertThat(made).hasSize(1);
    }

    @Test
    void a_token_from_the_environment_is_good_at_every_start_and_never_printed() {
        Optional<String> given = Optional.of("0123456789abcdef-by-the-operator");

        tokens.bootstrap(given, clock.instant(), TokensTest::none);
        tokens.bootstrap(given, clock.instant(), TokensTest::none);

        assertThat(tokens.authenticate(given.get()).orElseThrow().name()).isEqualTo("admin");
        assertThat(tokens.list()).hasSize(1);
    }

    @Test
    void a_token_from_the_environment_that_can_be_guessed_is_refused() {
        assertThatThrownBy(
                        () ->
                                tokens.bootstrap(
                                        Optional.of("secret"), clock.instant(), TokensTest::none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16");
    }

    @Test
    void a_first_token_that_cannot_be_kept_is_not_made() {
        assertThatThrownBy(
                        () -> tokens.bootstrap(Optional.empty(), clock.instant(), TokensTest::none))
                .hasMessageContaining("nowhere");
        assertThat(tokens.list()).isEmpty();
    }

    @Test
    void each_role_may_do_what_the_lesser_ones_may() {
        for (Role has : Role.values()) {
            for (Role needed : Role.values()) {
                Principal who = new Principal("pat", has, false);
                if (has.ordinal() >= needed.ordinal()) {
                    who.require(needed);
                } else {
                    assertThatThrownBy(() -> who.require(needed))
                            .isInstanceOf(Forbidden.class)
                            .hasMessageContaining("pat");
                }
            }
        }
    }

    @Test
    void a_service_may_not_approve_whatever_its_role() {
        for (Role role : Role.values()) {
            assertThat(new Principal("ci", role, true).mayApprove()).isFalse();
        }
        assertThat(ALICE.mayApprove()).isTrue();
        assertThat(new Principal("olga", Role.OPERATOR, false).mayApprove()).isFalse();
    }

    private static void none(String secret) {
        throw new IllegalStateException("there is nowhere to keep a token");
    }

    private String create(Principal principal) {
        return database.transaction(
                "token", tx -> tokens.create(tx.handle(), principal, "ada", clock.instant()));
    }

    private boolean revoke(String id) {
        return database.transaction(
                "revoke", tx -> tokens.revoke(tx.handle(), id, clock.instant()));
    }
}
