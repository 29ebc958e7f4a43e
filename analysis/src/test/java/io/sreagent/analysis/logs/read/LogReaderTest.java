package io.sreagent.analysis.logs.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LogReaderTest {
    private static final Instant REFERENCE = Instant.parse("2026-03-04T12:00:00Z");
    private final List<Parsed> records = new ArrayList<>();
    private final LogReader reader =
            new LogReader(
                    new LogReader.Settings("a.log", ZoneOffset.UTC, REFERENCE, Resource.NONE),
                    records::add);

    @Test
    void a_level_of_four_letters_behind_the_time_is_no_zone() {
        read(
                """
                2026-03-04 05:06:07.123 WARN [main] a.B - low
                2026-03-30 05:06:07,123 CRIT a.B: gone
                2026-03-04 05:06:07 CEST WARN a.B: summer
                """);

        assertThat(records)
                .extracting(record -> record.line().severity())
                .containsExactly(Severity.WARN, Severity.FATAL, Severity.WARN);
        assertThat(records.get(0).line().message()).isEqualTo("low");
        assertThat(records.get(2).line().time()).isEqualTo("2026-03-04T03:06:07Z");
    }

    @Test
    void utf_16_as_windows_writes_it_is_read_whatever_the_blocks() {
        byte[] bytes =
                "\uFEFF2026-03-04 05:06:07 ERROR disk é 磁盘\r\nnext\r\n"
                        .getBytes(StandardCharsets.UTF_16LE);
        reader.feed(bytes, 0, 9);
        for (int i = 9; i < bytes.length; i++) reader.feed(bytes, i, i + 1);
        ReadReport report = reader.finish();

        assertThat(messages().getFirst()).startsWith("disk é 磁盘");
        assertThat(report.binary()).isZero();
        assertThat(report.lines()).isEqualTo(2);
    }

    @Test
    void json_gives_time_level_message_service_and_trace() {
        ReadReport report =
                read(
                        """
                        {"ts":"2026-03-04T05:06:07Z","level":"warn","msg":"disk \\"a\\" 91% full","service":"checkout","trace_id":"ab12","http":{"status":503},"tags":["x",{"y":1}]}
                        {"time":1772600768250,"level":50,"message":"no caf\\u00e9"}
                        """);

        LogLine line = records.getFirst().line();
        assertThat(report.format()).isEqualTo(LogFormat.JSON);
        assertThat(line.time()).isEqualTo("2026-03-04T05:06:07Z");
        assertThat(line.severity()).isEqualTo(Severity.WARN);
        assertThat(line.message()).isEqualTo("disk \"a\" 91% full");
        assertThat(line.resource().service()).isEqualTo("checkout");
        assertThat(line.traceId()).isEqualTo("ab12");
        assertThat(line.position()).isEqualTo("a.log:1");
        assertThat(records.getFirst().fields()).containsEntry("http.status", "503");
        assertThat(records.get(1).line().severity()).isEqualTo(Severity.ERROR);
        assertThat(records.get(1).line().message()).isEqualTo("no café");
    }

    @Test
    void broken_json_is_plain_text_and_not_lost() {
        read("{\"level\":\"info\",\"msg\":\"cut of\n{\"level\":\"info\",\"msg\":\"whole\"}\n");

        assertThat(messages()).containsExactly("{\"level\":\"info\",\"msg\":\"cut of", "whole");
    }

    @Test
    void logfmt_is_read() {
        ReadReport report =
                read(
                        "ts=2026-03-04T05:06:07Z level=error msg=\"dial tcp: refused\" app=cart"
                                + " dur=3ms\n");

        assertThat(report.format()).isEqualTo(LogFormat.LOGFMT);
        assertThat(records.getFirst().line().message()).isEqualTo("dial tcp: refused");
        assertThat(records.getFirst().line().severity()).isEqualTo(Severity.ERROR);
        assertThat(records.getFirst().line().resource().service()).isEqualTo("cart");
    }

    @Test
    void klog_is_read() {
        ReadReport report =
                read("E0304 05:06:07.000001       1 controller.go:114] loading failed\n");

        assertThat(report.format()).isEqualTo(LogFormat.KLOG);
        assertThat(records.getFirst().line().time()).isEqualTo("2026-03-04T05:06:07.000001Z");
        assertThat(records.getFirst().line().message()).isEqualTo("loading failed");
        assertThat(records.getFirst().line().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void syslog_is_read_old_and_new() {
        ReadReport report =
                read(
                        """
                        Mar  4 05:06:07 web-1 sshd[2915]: Failed password for root
                        <34>1 2026-03-04T05:06:08.003Z web-1 su - ID47 [a b="c"] 'su root' failed
                        """);

        assertThat(report.format()).isEqualTo(LogFormat.SYSLOG);
        assertThat(messages()).containsExactly("Failed password for root", "'su root' failed");
        assertThat(records.get(0).line().resource().node()).isEqualTo("web-1");
        assertThat(records.get(0).line().resource().service()).isEqualTo("sshd");
        assertThat(records.get(1).line().severity()).isEqualTo(Severity.FATAL);
    }

    @Test
    void access_logs_tell_severity_by_status() {
        ReadReport report =
                read(
                        """
                        10.0.0.1 - bob [04/Mar/2026:05:06:07 +0000] "GET /a?b=1 HTTP/1.1" 200 12 "-" "curl/8"
                        10.0.0.1 - - [04/Mar/2026:05:06:08 +0000] "POST /pay HTTP/1.1" 503 0
                        """);

        assertThat(report.format()).isEqualTo(LogFormat.ACCESS);
        assertThat(messages())
                .containsExactly(
                        "\"GET /a?b=1 HTTP/1.1\" status=200", "\"POST /pay HTTP/1.1\" status=503");
        assertThat(records.get(1).line().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void csv_columns_are_known_by_name() {
        ReadReport report =
                read(
                        """
                        level,timestamp,service,message
                        ERROR,2026-03-04 05:06:07,cart,"no stock, sorry"
                        """);

        assertThat(report.format()).isEqualTo(LogFormat.CSV);
        assertThat(messages()).containsExactly("no stock, sorry");
        assertThat(records.getFirst().line().severity()).isEqualTo(Severity.ERROR);
        assertThat(records.getFirst().line().position()).isEqualTo("a.log:2");
    }

    @Test
    void heads_of_plain_logs_are_taken_off() {
        read(
                """
                2026-03-04 05:06:07,978 INFO [main] org.apache.hadoop.MRAppMaster: Created job_1
                2026-03-04 05:06:08.123  WARN 1 --- [nio-80-exec-1] o.s.web.Dispatcher : slow answer
                081109 203615 148 INFO dfs.DataNode$PacketResponder: PacketResponder 1 terminating
                [Sun Dec 04 04:47:44 2005] [error] mod_jk child in error state 6
                [2026-03-04T05:06:09Z ERROR checkout::pay] card refused
                2026/03/04 05:06:10 [crit] 17#17: *3 connect() failed
                """);

        assertThat(messages())
                .containsExactly(
                        "Created job_1",
                        "slow answer",
                        "PacketResponder 1 terminating",
                        "mod_jk child in error state 6",
                        "checkout::pay] card refused",
                        "17#17: *3 connect() failed");
        assertThat(records)
                .extracting(record -> record.line().severity())
                .containsExactly(
                        Severity.INFO,
                        Severity.WARN,
                        Severity.INFO,
                        Severity.ERROR,
                        Severity.ERROR,
                        Severity.FATAL);
    }

    @Test
    void java_traces_are_one_record() {
        read(
                """
                2026-03-04 05:06:07 ERROR [main] a.B: it broke
                java.lang.IllegalStateException: no pool
                \tat a.B.c(B.java:17)
                Caused by: java.io.IOException: reset
                \t... 12 more

                2026-03-04 05:06:08 INFO [main] a.B: next
                """);

        assertThat(messages()).hasSize(2).last().isEqualTo("next");
        assertThat(messages().getFirst()).startsWith("it broke\njava.lang").endsWith("12 more");
    }

    @Test
    void python_go_node_and_net_traces_are_one_record_each_without_times() {
        read(
                """
                Traceback (most recent call last):
                  File "a.py", line 3, in <module>
                    pay()
                ValueError: no card
                panic: runtime error: index out of range

                goroutine 1 [running]:
                main.pay(0x1)
                \t/app/main.go:7 +0x1d
                exit status 2
                TypeError: x is not a function
                    at pay (/app/a.js:1:2)
                    at process._tick (node.js:3)
                Unhandled exception. System.Exception: no card
                   at App.Pay() in /app/a.cs:line 3
                   --- End of inner exception stack trace ---
                """);

        assertThat(messages()).hasSize(4);
        assertThat(messages().get(0)).endsWith("ValueError: no card");
        assertThat(messages().get(1)).startsWith("panic: ").endsWith("exit status 2");
        assertThat(messages().get(2)).startsWith("TypeError").endsWith("node.js:3)");
        assertThat(messages().get(3)).startsWith("Unhandled").endsWith("stack trace ---");
        assertThat(records)
                .extracting(record -> record.line().severity())
                .containsExactly(Severity.ERROR, Severity.FATAL, Severity.ERROR, Severity.ERROR);
    }

    @Test
    void container_prefixes_are_taken_off_and_parts_joined() {
        read(
                """
                2026-03-04T05:06:07.1Z stdout F {"level":"error","msg":"inner"}
                2026-03-04T05:06:08.1Z stdout P first half,
                2026-03-04T05:06:08.2Z stdout F  second half
                [pod/cart-7f-x1/app] level=info msg=ready
                web_1  | hello
                """);

        assertThat(messages())
                .containsExactly("inner", "first half, second half", "ready", "hello");
        assertThat(records.get(0).line().time()).isEqualTo("2026-03-04T05:06:07.100Z");
        assertThat(records.get(2).line().resource().pod()).isEqualTo("cart-7f-x1");
    }

    @Test
    void dockers_files_hold_lines_of_programs_and_their_traces() {
        read(
                """
                {"log":"2026-03-04 05:06:07 ERROR no ","stream":"stderr","time":"2026-03-04T05:06:07.1Z"}
                {"log":"card\\n","stream":"stderr","time":"2026-03-04T05:06:07.1Z"}
                {"log":"java.io.IOException: gone\\n","stream":"stderr","time":"2026-03-04T05:06:07.2Z"}
                {"log":"\\tat shop.Cart.pay(Cart.java:17)\\n","stream":"stderr","time":"2026-03-04T05:06:07.2Z"}
                {"log":"level=info msg=ready\\n","stream":"stdout","time":"2026-03-04T05:06:08.5Z"}
                """);

        assertThat(messages())
                .containsExactly(
                        "no card\njava.io.IOException: gone\n\tat shop.Cart.pay(Cart.java:17)",
                        "ready");
        assertThat(records.get(0).line().severity()).isEqualTo(Severity.ERROR);
        assertThat(records.get(1).line().time()).isEqualTo("2026-03-04T05:06:08.500Z");
    }

    @Test
    void a_part_whose_end_never_comes_is_not_lost() {
        read("2026-03-04T05:06:08.1Z stdout P first half,\n");

        assertThat(messages()).containsExactly("first half,");
    }

    @Test
    void colours_are_stripped() {
        read("\u001B[31mERROR\u001B[0m \u001B]0;title\u0007it broke\n");

        assertThat(messages()).containsExactly("ERROR it broke");
        assertThat(records.getFirst().line().severity()).isEqualTo(Severity.ERROR);
    }

    @Test
    void other_encodings_are_read_line_by_line_and_told() {
        feed("数据库连接失败 a\n".getBytes(StandardCharsets.UTF_8));
        feed("数据库连接失败 b\n".getBytes(Charset.forName("GB18030")));
        feed("caf\u00e9 c\n".getBytes(StandardCharsets.ISO_8859_1));
        ReadReport report = reader.finish();

        assertThat(messages()).containsExactly("数据库连接失败 a", "数据库连接失败 b", "café c");
        assertThat(report.recoded()).isEqualTo(2);
    }

    @Test
    void blocks_may_end_anywhere() {
        byte[] bytes = "错误 one\r\n错误 two".getBytes(StandardCharsets.UTF_8);
        for (byte b : bytes) feed(new byte[] {b});
        reader.finish();

        assertThat(messages()).containsExactly("错误 one", "错误 two");
    }

    @Test
    void a_line_of_a_hundred_megabytes_is_cut_and_told() {
        byte[] block = new byte[1 << 20];
        Arrays.fill(block, (byte) 'x');
        for (int i = 0; i < 100; i++) feed(block);
        feed("\nnext\n".getBytes(StandardCharsets.UTF_8));
        ReadReport report = reader.finish();

        assertThat(report.cut()).isPositive();
        assertThat(messages()).hasSize(2).last().isEqualTo("next");
        assertThat(messages().getFirst().length()).isLessThanOrEqualTo(LineSplitter.LONGEST);
    }

    @Test
    void binary_is_told_and_does_no_harm() {
        byte[] noise = new byte[1 << 16];
        new SplittableRandom(9).nextBytes(noise);
        feed(noise);
        ReadReport report = reader.finish();

        assertThat(report.binary()).isPositive();
        assertThat(report.records()).isPositive();
    }

    @Test
    void time_running_backwards_is_counted_and_kept() {
        ReadReport report =
                read("2026-03-04T05:06:07Z a\n2026-03-04T05:00:00Z b\n2026-03-04T05:06:08Z c\n");

        assertThat(report.backwards()).isEqualTo(1);
        assertThat(report.records()).isEqualTo(3);
    }

    @Test
    void without_a_time_the_one_before_holds() {
        ReadReport report = read("started\n2026-03-04T05:06:07Z a b\n");

        assertThat(records.getFirst().timed()).isFalse();
        assertThat(records.getFirst().line().time()).isEqualTo(REFERENCE);
        assertThat(report.untimed()).isEqualTo(1);
    }

    private ReadReport read(String text) {
        feed(text.getBytes(StandardCharsets.UTF_8));
        return reader.finish();
    }

    private void feed(byte[] bytes) {
        reader.feed(bytes, 0, bytes.length);
    }

    private List<String> messages() {
        return records.stream().map(record -> record.line().message()).toList();
    }
}
