package io.sreagent.analysis.logs.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeStampsTest {
    private final TimeStamps times =
            new TimeStamps(ZoneId.of("Asia/Shanghai"), Instant.parse("2026-01-10T12:00:00Z"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-03-04T05:06:07Z | 2026-03-04T05:06:07Z",
                "2026-03-04T05:06:07.123456789+02:00 | 2026-03-04T03:06:07.123456789Z",
                "2026-03-04 05:06:07,250 INFO | 2026-03-03T21:06:07.250Z",
                "2026-03-04 05:06:07.250 +0000 | 2026-03-04T05:06:07.250Z",
                "2026/03/04 05:06:07 [error] | 2026-03-03T21:06:07Z",
                "2005-06-03-15.42.50.363779 x | 2005-06-03T07:42:50.363779Z",
                "Mar  4 05:06:07 host | 2026-03-03T21:06:07Z",
                "Dec 31 23:59:59 host | 2025-12-31T15:59:59Z",
                "Jun 14, 2026 3:16:01 PM org.a.B | 2026-06-14T07:16:01Z",
                "Wed Mar 04 05:06:07.123 2026 | 2026-03-03T21:06:07.123Z",
                "Fri Jul 01 08:16:53 PDT 2005 | 2005-07-01T15:16:53Z",
                "Tue, 03 Jun 2008 11:05:30 GMT | 2008-06-03T11:05:30Z",
                "04/Mar/2026:05:06:07 +0100 | 2026-03-04T04:06:07Z",
                "04-Mar-2026 05:06:07.123 INFO | 2026-03-03T21:06:07.123Z",
                "I0304 05:06:07.000001 1 a.go:1] | 2026-03-03T21:06:07.000001Z",
                "03/04/2026 05:06:07 PM | 2026-03-04T09:06:07Z",
                "14/03/2026 05:06:07 | 2026-03-13T21:06:07Z",
                "04.03.2026 05:06:07 | 2026-03-03T21:06:07Z",
                "20260304-05:06:07 | 2026-03-03T21:06:07Z",
                "17/06/09 20:10:40 INFO | 2017-06-09T12:10:40Z",
                "[10.30 21:06:46] | ",
                "10.30 21:06:46] chrome | 2025-10-30T13:06:46Z",
                "081109 203615 148 INFO | 2008-11-09T12:36:15Z",
                "1772600767 x | 2026-03-04T05:06:07Z",
                "1772600767.25 x | 2026-03-04T05:06:07.250Z",
                "1772600767250 x | 2026-03-04T05:06:07.250Z",
                "1772600767250000 x | 2026-03-04T05:06:07.250Z",
                "1772600767250000001 x | 2026-03-04T05:06:07.250000001Z",
                "05:06:07.5 x | 2026-01-09T21:06:07.500Z",
            })
    void every_common_form_is_read(String text, Instant time) {
        TimeStamps.Found found = times.at(text, 0);

        if (time == null) assertThat(found).isNull();
        else assertThat(found).isNotNull().extracting(TimeStamps.Found::time).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hello", "2026-02-31 05:06:07", "12 monkeys", "99:99:99", "", "Jan uary"})
    void what_is_no_time_is_none(String text) {
        assertThat(times.at(text, 0)).isNull();
    }

    @Test
    void it_is_found_behind_a_file_name() {
        assertThat(times.inside("nova-api.log.1 2017-05-16 00:06:46.672 25746 INFO")).isEqualTo(15);
        assertThat(times.inside("no time in here, none at all, really none")).isEqualTo(-1);
    }

    @Test
    void the_text_goes_on_behind_it() {
        assertThat(times.at("x 2026-03-04T05:06:07Z rest", 2))
                .isNotNull()
                .extracting(TimeStamps.Found::end)
                .isEqualTo("x 2026-03-04T05:06:07Z".length());
    }
}
