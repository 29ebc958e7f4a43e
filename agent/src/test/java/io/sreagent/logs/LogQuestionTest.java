package io.sreagent.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.logs.LogAsk.By;
import io.sreagent.logs.LogAsk.Want;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogQuestionTest {
    private static final Instant NOW = Instant.parse("2026-01-05T12:30:00Z");
    private static final String ERRORS =
            "|~ \"(?i)(fatal|critical|panic|emerg(ency)?|error|err|severe|exception|fail(ed|ure)?)\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "errors in checkout in the last 2 hours # {service=\"checkout\"} ERRORS",
                "show me all errors from the checkout service # {service=\"checkout\"} ERRORS",
                "最近2小时 checkout 服务的错误日志 # {service=\"checkout\"} ERRORS",
                "checkout的报错 # {service=\"checkout\"} ERRORS",
                "timeout errors in cart-db since 11:00 # {service=\"cart-db\"} |~ \"(?i)(time(d)?["
                        + " -]?out|deadline exceeded|超时)\"",
                "lines containing \"connection refused\" in payment # {service=\"payment\"} |="
                        + " \"connection refused\"",
                "payment 服务 包含 “Connection refused” 的日志 # {service=\"payment\"} |= \"Connection"
                        + " refused\"",
                "payment 服务 不含 healthz 的日志 # {service=\"payment\"} != \"healthz\"",
                "logs of cart without healthz # {service=\"cart\"} != \"healthz\"",
                "errors in namespace shop # {namespace=\"shop\"} ERRORS",
                "命名空间 shop 的错误 # {namespace=\"shop\"} ERRORS",
                "trace_id=4bf92f3577b34da6 # {namespace=~\".+\"} |= \"4bf92f3577b34da6\"",
                "how many errors in checkout yesterday # {service=\"checkout\"} ERRORS",
                "say \"a\\b{c}\" # {namespace=~\".+\"} |= \"a\\\\b{c}\" |~ \"(?i)say\"",
                "get a.b*c # {namespace=~\".+\"} |~ \"(?i)a\\\\.b\\\\*c\"",
            })
    void a_question_becomes_a_query(String question, String query) {
        assertThat(ask(question).query()).hasToString(query.replace("ERRORS", ERRORS));
    }

    @ParameterizedTest
    @CsvSource({
        "errors in the last 2 hours, 2026-01-05T10:30:00Z, 2026-01-05T12:30:00Z",
        "last 15 minutes, 2026-01-05T12:15:00Z, 2026-01-05T12:30:00Z",
        "past day, 2026-01-04T12:30:00Z, 2026-01-05T12:30:00Z",
        "last half an hour, 2026-01-05T12:00:00Z, 2026-01-05T12:30:00Z",
        "between 10:00 and 10:45, 2026-01-05T10:00:00Z, 2026-01-05T10:45:00Z",
        "from 23:50 to 00:10, 2026-01-04T23:50:00Z, 2026-01-05T00:10:00Z",
        "since 11:00, 2026-01-05T11:00:00Z, 2026-01-05T12:30:00Z",
        "since 2026-01-03 08:00, 2026-01-03T08:00:00Z, 2026-01-05T12:30:00Z",
        "yesterday, 2026-01-04T00:00:00Z, 2026-01-05T00:00:00Z",
        "today, 2026-01-05T00:00:00Z, 2026-01-05T12:30:00Z",
        "anything, 2026-01-05T11:30:00Z, 2026-01-05T12:30:00Z",
        "最近半小时, 2026-01-05T12:00:00Z, 2026-01-05T12:30:00Z",
        "过去三天, 2026-01-02T12:30:00Z, 2026-01-05T12:30:00Z",
        "最近15分钟内, 2026-01-05T12:15:00Z, 2026-01-05T12:30:00Z",
        "过去十二个小时, 2026-01-05T00:30:00Z, 2026-01-05T12:30:00Z",
        "昨天, 2026-01-04T00:00:00Z, 2026-01-05T00:00:00Z",
        "10:00到10:45之间, 2026-01-05T10:00:00Z, 2026-01-05T10:45:00Z",
        "从11:00开始, 2026-01-05T11:00:00Z, 2026-01-05T12:30:00Z",
        "9:30左右, 2026-01-05T09:25:00Z, 2026-01-05T09:35:00Z",
        "this morning, 2026-01-05T06:00:00Z, 2026-01-05T12:00:00Z",
        "yesterday evening, 2026-01-04T18:00:00Z, 2026-01-05T00:00:00Z",
        "last night, 2026-01-04T18:00:00Z, 2026-01-05T06:00:00Z",
        "yesterday at 3pm, 2026-01-04T14:55:00Z, 2026-01-04T15:05:00Z",
        "since the deploy at 11:15, 2026-01-05T11:15:00Z, 2026-01-05T12:30:00Z",
        "20 minutes ago, 2026-01-05T12:10:00Z, 2026-01-05T12:30:00Z",
        "今天上午, 2026-01-05T06:00:00Z, 2026-01-05T12:00:00Z",
        "前天, 2026-01-03T00:00:00Z, 2026-01-04T00:00:00Z",
        "昨天晚上10点到11点, 2026-01-04T22:00:00Z, 2026-01-04T23:00:00Z",
        "昨天下午3点半到4点, 2026-01-04T15:30:00Z, 2026-01-04T16:00:00Z",
    })
    void times_are_understood(String question, Instant from, Instant until) {
        LogAsk ask = ask(question);

        assertThat(ask.from()).isEqualTo(from);
        assertThat(ask.until()).isEqualTo(until);
    }

    @ParameterizedTest
    @CsvSource({
        "errors in checkout, LINES, TEMPLATE, 10",
        "how many errors in the last hour, COUNT, TEMPLATE, 10",
        "最近一小时有多少条错误, COUNT, TEMPLATE, 10",
        "top 5 errors today, TOP, TEMPLATE, 5",
        "今天最常见的错误, TOP, TEMPLATE, 10",
        "前 3 个错误, TOP, TEMPLATE, 3",
        "which services logged errors, TOP, SERVICE, 10",
        "哪些服务有错误, TOP, SERVICE, 10",
        "what changed in checkout in the last hour, COMPARE, TEMPLATE, 10",
        "对比最近一小时 checkout 的日志, COMPARE, TEMPLATE, 10",
    })
    void what_is_wanted_is_understood(String question, Want want, By by, int top) {
        LogAsk ask = ask(question);

        assertThat(ask.want()).isEqualTo(want);
        assertThat(ask.by()).isEqualTo(by);
        assertThat(ask.top()).isEqualTo(top);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            quoteCharacter = '`',
            value = {
                "why is checkout failing? # {service=\"checkout\"} ERRORS",
                "errors in the last hour excluding payment # {service!=\"payment\","
                        + " service=~\".+\"} ERRORS",
                "how many 500s did the gateway return # {service=\"gateway\"} |~ \"\\\\b500\\\\b\"",
                "warnings from pod checkout-7d9f8b6c5-x2x4z # {pod=\"checkout-7d9f8b6c5-x2x4z\"} |~"
                        + " \"(?i)(fatal|critical|panic|emerg(ency)?|error|err|severe|exception|fail(ed|ure)?|warn(ing)?)\"",
                "show fatal logs for service=auth # {service=\"auth\"} |~"
                        + " \"(?i)(fatal|critical|panic|emerg(ency)?)\"",
                "exceptions in checkout # {service=\"checkout\"} ERRORS",
                "slow queries in the database # {namespace=~\".+\"} |~ \"(?i)(slow[ _-]?query|slow"
                        + " sql|duration.*statement|慢查询|慢 ?sql)\"",
                "昨天 gateway 的 5xx # {service=\"gateway\"} |~ \"\\\\b5[0-9][0-9]\\\\b\"",
                "user-service 有没有 OutOfMemoryError # {service=\"user-service\"} |~"
                        + " \"(?i)outofmemoryerror\"",
                "数据库死锁日志 最近3天 # {namespace=~\".+\"} |~ \"(?i)(deadlock|lock wait|死锁|锁等待)\"",
                "最近10分钟 gateway 日志里的 error # {service=\"gateway\"} ERRORS",
                "为什么 checkout 一直报错 # {service=\"checkout\"} ERRORS",
            })
    void names_the_store_knows_need_no_introduction(String question, String query) {
        Set<String> known = Set.of("checkout", "payment", "gateway", "auth");
        LogAsk ask = new LogQuestion(NOW, ZoneOffset.UTC, Map.of(), known).understood(question);

        assertThat(ask.query()).hasToString(query.replace("ERRORS", ERRORS));
    }

    @ParameterizedTest
    @CsvSource({
        "what changed in cart compared to yesterday, 24",
        "和昨天相比 checkout 有什么变化, 24",
        "what changed against last week, 168",
        "what changed in the last hour, 1",
    })
    void a_comparison_says_with_what(String question, int hoursBack) {
        LogAsk ask = ask(question);

        assertThat(ask.want()).isEqualTo(Want.COMPARE);
        assertThat(ask.back()).isEqualTo(Duration.ofHours(hoursBack));
        assertThat(ask.until()).isEqualTo(NOW);
    }

    @Test
    void labels_are_those_of_the_store() {
        LogAsk ask =
                new LogQuestion(NOW, ZoneOffset.UTC, Map.of("service", "app"), Set.of())
                        .understood("errors in checkout");

        assertThat(ask.query().exactly("app")).contains("checkout");
        assertThat(ask.understood()).contains("service: checkout", "level: error");
    }

    @Test
    void a_zone_places_times_of_day() {
        LogAsk ask =
                new LogQuestion(NOW, ZoneOffset.ofHours(8), Map.of(), Set.of())
                        .understood("since 20:00");

        assertThat(ask.from()).isEqualTo(NOW.minus(Duration.ofMinutes(30)));
    }

    private static LogAsk ask(String question) {
        return new LogQuestion(NOW, ZoneOffset.UTC, Map.of(), Set.of()).understood(question);
    }
}
