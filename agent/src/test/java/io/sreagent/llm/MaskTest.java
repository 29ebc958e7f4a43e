package io.sreagent.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskTest {
    private final Mask mask = new Mask(List.of("s3cr3t-of-the-house", "abc"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "login with s3cr3t-of-the-house failed | login with <secret> failed",
                "DB_PASSWORD=hunter2, retrying | DB_PASSWORD=<secret>, retrying",
                "{\"token\": \"a b c\", \"n\": 1} | {\"token\": <secret>, \"n\": 1}",
                "密码：abc123 错误 | 密码：<secret> 错误",
                "postgres://app:pw@db:5432/x | postgres://<secret>@db:5432/x",
                "Authorization: Bearer abcdef.ghijkl | Authorization: <secret> <token>",
                "key sk-abcdefgh12345678 rejected | key <token> rejected",
                "AKIAIOSFODNN7EXAMPLE denied | <token> denied",
                "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc expired | jwt <token> expired",
                "mail to ann.lee+x@example.org bounced | mail to <mail> bounced",
                "user=ann logged in | user=<person> logged in",
                "用户名：李雷 登录 | 用户名：<person> 登录",
                "call 13812345678 back | call <phone> back",
                "call +49 170 1234567 back | call <phone> back",
                "card 4111 1111 1111 1111 declined | card <card> declined",
                "id 11010519491231002X seen | id <person> seen",
                "client 93.184.216.34 refused | client <address> refused",
                "client 2001:db8:85a3:8d3:1319:8a2e:370:7348 refused | client <address> refused",
                "cannot read /home/ann/.ssh/id | cannot read /home/<person>/.ssh/id"
            })
    void what_is_secret_or_about_a_person_is_taken_out(String text, String masked) {
        assertThat(mask.text(text)).isEqualTo(masked);
    }

    @Test
    void a_private_key_goes_as_a_whole_also_when_it_is_cut_off() {
        assertThat(mask.text("x -----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc")).isEqualTo("x <key>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,200 errors of shop/checkout-7d9f8b6c5-x2x4z at 2026-01-05T10:00:00Z",
                "10.0.3.17:5432 refused 17 times in 3.5 s",
                "sum by (pod) (rate(http_requests_total[5m])) > 0.95",
                "order 1767607200123 took 12.4 ms",
                "abc"
            })
    void what_engineers_need_stays(String text) {
        assertThat(mask.text(text)).isEqualTo(text);
    }
}
