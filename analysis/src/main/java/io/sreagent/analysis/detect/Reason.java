package io.sreagent.analysis.detect;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says an anomaly in one sentence, with its figures. */
final class Reason {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private Reason() {}

    static Words of(
            Metric metric,
            AnomalyKind kind,
            Instant onset,
            double value,
            Band band,
            double effect) {
        Unit unit = metric.unit();
        String what = metric.name();
        String where = metric.resource().id();
        String now = Figure.of(value, unit);
        String low = Figure.of(band.lower(), unit);
        String high = Figure.of(band.upper(), unit);
        String since = CLOCK.format(onset) + " UTC";
        String sigmas = String.format(Locale.ROOT, "%+.1f σ", Math.clamp(effect, -999, 999));
        boolean up = effect >= 0;
        String expected =
                String.format("expected %s to %s, %s, since %s", low, high, sigmas, since);
        String expectedZh = String.format("预期 %s 至 %s，%s，始于 %s", low, high, sigmas, since);
        return switch (kind) {
            case ABSENCE ->
                    new Words(
                            what + " of " + where + " has stopped coming, since " + since + ".",
                            where + " 的 " + what + " 已停止上报，始于 " + since + "。");
            case FLATLINE ->
                    new Words(
                            what
                                    + " of "
                                    + where
                                    + " is frozen at "
                                    + now
                                    + ", since "
                                    + since
                                    + ".",
                            where + " 的 " + what + " 固定在 " + now + " 不再变化，始于 " + since + "。");
            case VARIANCE ->
                    new Words(
                            what
                                    + " of "
                                    + where
                                    + " has become restless, now "
                                    + now
                                    + " ("
                                    + expected
                                    + ").",
                            where + " 的 " + what + " 波动异常，当前 " + now + "（" + expectedZh + "）。");
            case TREND ->
                    new Words(
                            what
                                    + " of "
                                    + where
                                    + (up ? " is climbing, now " : " is declining, now ")
                                    + now
                                    + " ("
                                    + expected
                                    + ").",
                            where
                                    + " 的 "
                                    + what
                                    + (up ? " 持续上升，当前 " : " 持续下降，当前 ")
                                    + now
                                    + "（"
                                    + expectedZh
                                    + "）。");
            case PERIODIC ->
                    new Words(
                            what
                                    + " of "
                                    + where
                                    + " has lost its usual rhythm, now "
                                    + now
                                    + " ("
                                    + expected
                                    + ").",
                            where
                                    + " 的 "
                                    + what
                                    + " 失去通常的周期规律，当前 "
                                    + now
                                    + "（"
                                    + expectedZh
                                    + "）。");
            case CORRELATION ->
                    new Words(
                            what
                                    + " of "
                                    + where
                                    + " no longer moves with its companion, now "
                                    + now
                                    + " ("
                                    + expected
                                    + ").",
                            where
                                    + " 的 "
                                    + what
                                    + " 与相关指标不再同步，当前 "
                                    + now
                                    + "（"
                                    + expectedZh
                                    + "）。");
            case POINT, LEVEL_SHIFT ->
                    new Words(
                            what
                                    + " of "
                                    + where
                                    + (up ? " rose to " : " fell to ")
                                    + now
                                    + " ("
                                    + expected
                                    + ").",
                            where
                                    + " 的 "
                                    + what
                                    + (up ? " 升至 " : " 降至 ")
                                    + now
                                    + "（"
                                    + expectedZh
                                    + "）。");
        };
    }
}
