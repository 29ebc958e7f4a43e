package io.sreagent.analysis.baseline;

import io.sreagent.analysis.finding.Words;
import java.util.Locale;

/** How much a baseline's word is worth, by how much history it has seen. */
public enum Sureness {
    /** Under {@value Baseline#MIN_SAMPLES} values: no opinion, its band is open on both sides. */
    NONE,
    /** Under three days: one level and its spread, no hours of the day. */
    PLAIN,
    /** Three to seven days: hours of the day; weekdays all alike. */
    EARLY,
    /** A week or more: hours of the week, shrunk towards hours of the day. */
    GOOD,
    /** Thirty days or more. */
    BEST;

    static Sureness of(double days, int samples) {
        if (samples < Baseline.MIN_SAMPLES) return NONE;
        if (days < Baseline.MIN_DAYS) return PLAIN;
        if (days < 7) return EARLY;
        return days < 30 ? GOOD : BEST;
    }

    /** One sentence, for the log and the page of the metric. */
    public Words words(double days) {
        boolean minutes = days < 0.1;
        double amount = minutes ? days * 24 * 60 : days;
        String en = String.format(Locale.ROOT, minutes ? "%.0f minutes" : "%.1f days", amount);
        String zh = String.format(Locale.ROOT, minutes ? "%.0f 分钟" : "%.1f 天", amount);
        return switch (this) {
            case NONE ->
                    new Words("Too little history to know what is normal.", "历史数据太少，无法判断正常范围。");
            case PLAIN ->
                    new Words(
                            "Learned from " + en + ": level and spread only, no daily rhythm yet.",
                            "已学习 " + zh + "：仅有水平与波动，尚无日周期。");
            case EARLY ->
                    new Words(
                            "Learned from " + en + ": daily rhythm, weekdays not told apart yet.",
                            "已学习 " + zh + "：有日周期，尚不区分星期。");
            case GOOD ->
                    new Words(
                            "Learned from " + en + ": daily and weekly rhythm.",
                            "已学习 " + zh + "：有日周期与周周期。");
            case BEST ->
                    new Words(
                            "Learned from " + en + ": daily and weekly rhythm, well settled.",
                            "已学习 " + zh + "：日周期与周周期均已稳定。");
        };
    }
}
