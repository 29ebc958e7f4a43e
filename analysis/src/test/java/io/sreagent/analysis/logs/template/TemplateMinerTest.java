package io.sreagent.analysis.logs.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sreagent.analysis.logs.template.TemplateMiner.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateMinerTest {
    private final TemplateMiner miner = new TemplateMiner();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Found child 6725 in slot 10 | Found child <*> in slot <*>",
                "took -3.5 ms of 65020ms | took <*> ms of <*>",
                "at 0x0b85eee0, iar 003a90fc | at <*>, iar <*>",
                "[instance: b9000564-fe1a-409b-b8cc-1e88b294cd1d] Started | [instance: <*>]"
                        + " Started",
                "src: /10.251.30.6:33145 dest: 10.1.2.3:50010 | src: <*> dest: <*>",
                "chip FF:F2:9F:16:E2:23:00:0D ip=10.0.0.151 | chip <*> ip=<*>",
                "proxy.example.com:5070 close, 3216 bytes (3.14 KB) sent | <*> close, <*> bytes"
                        + " (<*> KB) sent",
                "lifetime <1 sec | lifetime <*> sec",
                "Input split: hdfs://10.10.34.11:9000/logs/a.log:218+72 done | Input split: <*>"
                        + " done",
                "Extract C:\\Users\\a\\x.jar, ok | Extract <*>, ok",
                "\"GET /v2/servers?all=1 HTTP/1.1\" status: 200 | \"GET <*>\" status: <*>",
                "from 2017-05-16 05:00:00 to 2017-05-16T06:00:00.123Z. | from <*> to <*>.",
                "changed Fri Jul 01 08:16:53 PDT 2005 twice | changed <*> twice",
                "enabled: true, owner root, next null | enabled: <*>, owner <*>, next <*>",
                "lock=1, tag=\"View Lock\", ws=Work{10113}, msg=\"it is full\" | lock=<*>,"
                        + " tag=\"<*>\", ws=<*>, msg=\"it is full\"",
                "node-69 wrote core.2275 to job_17_0 | node-<*> wrote core.<*> to <*>",
                "org.apache.Log4jLogger via ssh2 on eth0 | org.apache.Log4jLogger via ssh2 on eth0",
                "interrupt.........0 of read/write | interrupt.........<*> of read/write",
                "用户 12345 登录失败，来自 10.2.3.4 | 用户 <*> 登录失败，来自 <*>",
                "mail to a.b@example.com failed | mail to <*> failed",
                "boot with root=disk tty=ssh uid=0 | boot with root=disk tty=ssh uid=<*>",
                "bounds=Rect(0, 0 - 1080, 72) now | bounds=Rect(<*>, <*> - <*>, <*>) now",
                "write_block_invoke.434 of afc74ca | write_block_invoke.<*> of <*>",
            })
    void values_are_told_by_their_form(String line, String template) {
        miner.add(line);

        assertThat(miner.templates()).extracting(Template::text).containsExactly(template);
    }

    @Test
    void lines_that_differ_in_values_only_share_a_template() {
        long one = miner.add("Received block blk_1 of size 5 from 10.0.0.1");
        long other = miner.add("Received block blk_-99 of size 67108864 from 10.0.0.2");

        assertThat(one).isEqualTo(other);
    }

    @Test
    void few_words_at_one_place_are_different_statements() {
        for (String word : List.of("Started", "Stopped", "Paused", "Resumed")) {
            for (int i = 0; i < 9; i++) miner.add("[vm-" + i + "] VM " + word + " by hand");
        }
        miner.consolidate();

        assertThat(miner.templates()).hasSize(4);
    }

    @Test
    void a_word_behind_a_key_is_a_variable_once_it_has_varied() {
        miner.add("login tty=ssh done");
        miner.add("login tty=ssh done");
        assertThat(miner.templates().getFirst().text()).isEqualTo("login tty=ssh done");

        miner.add("login tty=console done");

        assertThat(miner.templates())
                .extracting(Template::text)
                .containsExactly("login tty=<*> done");
    }

    @Test
    void keys_do_not_vary() {
        for (String key : List.of("host.name", "os.version", "user.dir", "user.home", "tmp.dir")) {
            miner.add("Server environment:" + key + "=/v1/" + key.length());
        }
        miner.consolidate();

        assertThat(miner.templates()).hasSize(5);
    }

    @Test
    void words_that_differ_in_the_last_letter_are_numbered_things() {
        for (String link : List.of("LNKA", "LNKB", "LNKC")) miner.add("PCI link " + link + " up");
        miner.consolidate();

        assertThat(miner.templates()).extracting(Template::text).containsExactly("PCI link <*> up");
    }

    @Test
    void a_rare_line_covered_by_a_common_template_is_one_of_its_lines() {
        for (int i = 0; i < 20; i++) miner.add("task 17" + i + " took window 0x" + i + " of main");
        miner.add("task deputy took window none of main");
        miner.consolidate();

        assertThat(miner.templates())
                .extracting(Template::text)
                .containsExactly("task <*> took window <*> of main");
    }

    @Test
    void many_words_at_one_place_are_a_variable() {
        long first = 0;
        for (String name : List.of("alice", "bob", "carol", "dave", "eve", "frank")) {
            long id = miner.add("Job queue assigned to " + name + " successfully");
            if (first == 0) first = id;
        }
        miner.consolidate();

        assertThat(miner.templates())
                .extracting(Template::text)
                .containsExactly("Job queue assigned to <*> successfully");
        assertThat(miner.templates().getFirst().id()).isEqualTo(first);
    }

    @Test
    void two_words_after_a_noun_are_a_variable() {
        miner.add("session opened for user alice by sshd");
        miner.add("session opened for user bob by sshd");
        miner.consolidate();

        assertThat(miner.templates()).hasSize(1);
    }

    @Test
    void a_list_of_any_length_is_one_variable() {
        miner.add("ask 10.0.0.1 to delete blk_1");
        long longer = miner.add("ask 10.0.0.1 to delete blk_1 blk_2 blk_3 blk_4");
        miner.consolidate();

        assertThat(miner.templates())
                .extracting(Template::text)
                .containsExactly("ask <*> to delete <*>");
        assertThat(miner.template(longer)).isPresent();
    }

    @Test
    void a_unit_that_varies_is_part_of_the_value() {
        miner.add("estimated size 5.2 KB left");
        miner.add("estimated size 384.0 B left");

        assertThat(miner.templates())
                .extracting(Template::text)
                .containsExactly("estimated size <*> left");
    }

    @Test
    void variables_have_types_and_a_sample_of_their_values() {
        for (int i = 1; i <= 100; i++) miner.add("request of 10.0.0.1 took " + i + " ms");

        List<Variable> variables = miner.templates().getFirst().variables();
        assertThat(variables)
                .extracting(Variable::type)
                .containsExactly(VariableType.IP, VariableType.QUANTITY);
        assertThat(variables.get(0).common().getFirst().value()).isEqualTo("10.0.0.1");
        assertThat(variables.get(1).before()).isEqualTo("took");
        assertThat(variables.get(1).sample()).hasSizeBetween(60, 64).contains(1.0, 2.0);
    }

    @Test
    void ids_survive_a_restart() {
        long id = miner.add("Deleting block blk_17 of disk 4");
        for (String name : List.of("a", "b", "c", "d", "e", "f")) {
            miner.add("queue took job " + name + " away");
        }
        miner.consolidate();

        TemplateMiner restored = TemplateMiner.restore(miner.snapshot(), Settings.DEFAULT);

        assertThat(restored.add("Deleting block blk_18 of disk 5")).isEqualTo(id);
        assertThat(restored.templates())
                .extracting(Template::text)
                .containsExactly("queue took job <*> away", "Deleting block <*> of disk <*>");
    }

    @Test
    void ids_are_the_same_without_any_state() {
        assertThat(new TemplateMiner().add("disk 1 is full"))
                .isEqualTo(new TemplateMiner().add("disk 99 is full"));
    }

    @Test
    void a_cut_snapshot_is_refused() {
        miner.add("disk 1 is full");
        byte[] whole = miner.snapshot();

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                TemplateMiner.restore(
                                        Arrays.copyOf(whole, whole.length - 3), Settings.DEFAULT))
                .withMessageContaining("cut off");
    }

    @Test
    void shards_merge_to_what_one_miner_would_know() {
        TemplateMiner other = new TemplateMiner();
        long mine = miner.add("disk 1 is full");
        other.add("disk 2 is full");
        long theirs = other.add("cable unplugged");

        miner.merge(other);

        assertThat(miner.lines()).isEqualTo(3);
        assertThat(miner.template(mine)).map(Template::count).hasValue(2L);
        assertThat(miner.template(theirs)).map(Template::count).hasValue(1L);
    }

    @Test
    void memory_stays_bounded_and_the_common_templates_stay() {
        TemplateMiner small = new TemplateMiner(new Settings(64, 256, true));
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 5_000; i++) {
            small.add("the usual thing happened " + i);
            StringBuilder noise = new StringBuilder();
            for (int word = 0; word < 8; word++) {
                for (int c = 0; c < 6; c++) noise.append((char) ('g' + random.nextInt(20)));
                noise.append(' ');
            }
            small.add(noise.toString());
        }

        assertThat(small.templates()).hasSizeLessThanOrEqualTo(64);
        assertThat(small.templates().getFirst().text()).isEqualTo("the usual thing happened <*>");
        assertThat(small.templates().getFirst().count()).isEqualTo(5_000);
        assertThat(small.evicted()).isPositive();
    }

    @Test
    void binary_and_endless_lines_are_bounded() {
        byte[] binary = new byte[1 << 20];
        new SplittableRandom(1).nextBytes(binary);
        miner.add(binary, 0, binary.length);
        byte[] endless = "word 17 ".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        miner.add(endless, 0, endless.length);
        miner.add("");

        assertThat(miner.lines()).isEqualTo(3);
        assertThat(miner.templates()).hasSize(3);
    }

    @Test
    void find_does_not_learn() {
        byte[] line = "disk 1 is full".getBytes(StandardCharsets.UTF_8);
        assertThat(miner.find(line, 0, line.length)).isEmpty();

        long id = miner.add("disk 2 is full");

        assertThat(miner.find(line, 0, line.length)).hasValue(id);
        assertThat(miner.lines()).isEqualTo(1);
    }

    @Test
    void without_masks_words_with_digits_are_the_values() {
        TemplateMiner plain = new TemplateMiner(Settings.UNMASKED);
        plain.add("child 6725 found in slot:10");
        plain.add("child 1 found in slot:9 ");

        assertThat(plain.templates())
                .extracting(Template::text)
                .containsExactly("child <*> found in <*>");
    }
}
