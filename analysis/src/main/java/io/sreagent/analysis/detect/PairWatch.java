package io.sreagent.analysis.detect;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches live whether two series that move together go on doing so, by what is left of them after
 * their baselines: that both follow the day is no tie between them.
 *
 * <p>{@link CorrelationBreak} scores each pair of residuals; {@link Calibration} makes the score a
 * probability p among those of the pair's own past. Broken is a pair after {@value #NEEDED} moments
 * in a row with p times the half hours of a day at most q, q of the {@link Sensitivity}; it is
 * whole again once p has been above 5 % as long. No opinion on the first {@value #LEARNING} scores.
 * It is evidence and hurts in no direction. Cost: that of {@code CorrelationBreak}. Not for two
 * threads at once.
 */
public final class PairWatch {
    private static final int NEEDED = 5;
    private static final double CALM = 0.05;
    private static final int LEARNING = 1000;
    private static final Duration APART = Duration.ofMinutes(30);
    private static final double CHANCES = 48; // half hours of a day
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private final Metric first;
    private final Metric second;
    private final double opensAt;
    private final CorrelationBreak tie = new CorrelationBreak();
    private final Calibration calibration = new Calibration(true, 0.5);
    private int strange;
    private int calm;
    private double bestP = 1;
    private @Nullable Anomaly open;

    public PairWatch(Metric first, Metric second, Sensitivity sensitivity) {
        this.first = first;
        this.second = second;
        opensAt = sensitivity.falseDiscoveryRate() / CHANCES;
    }

    /** Correlation of two rows of residuals, −1 to 1; pairs with a gap are left out. */
    public static double tie(double[] a, double[] b) {
        double[] x = new double[a.length];
        double[] y = new double[a.length];
        int n = 0;
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (!Double.isFinite(a[i]) || !Double.isFinite(b[i])) continue;
            x[n] = a[i];
            y[n++] = b[i];
        }
        return n < 3 ? 0 : CorrelationBreak.correlation(x, y, 0, n);
    }

    public Optional<Anomaly> open() {
        return Optional.ofNullable(open);
    }

    /** What the two are called together, as in what is told. */
    public Metric metric() {
        return new Metric(
                first.name() + "~" + second.name(),
                first.resource(),
                Unit.NONE,
                Hurts.NEITHER,
                first.query() + " ~ " + second.query());
    }

    /**
     * Takes the next moment.
     *
     * @param a residual of the first in standard deviations, NaN for a gap
     * @param b of the second
     * @return what is open after it
     */
    public Optional<Anomaly> next(Instant time, double a, double b) {
        double score = tie.next(a, b);
        if (Double.isNaN(score) || Double.isNaN(tie.before())) return open();
        double p = calibration.p(score);
        strange = p <= opensAt && calibration.size() >= LEARNING ? strange + 1 : 0;
        calm = p > CALM ? calm + 1 : 0;
        if (strange == 0) calibration.learn(score);
        if (calm >= NEEDED) {
            open = null;
            bestP = 1;
        } else if (strange >= NEEDED || open != null) {
            bestP = Math.min(bestP, p);
            open = describe(time, score);
        }
        return open();
    }

    private Anomaly describe(Instant time, double score) {
        Instant onset = open == null ? time.minus(APART) : open.onset();
        double usual = tie.before();
        double least = Math.max(-1, usual - 2 * chance(usual));
        double most = Math.min(1, usual + 2 * chance(usual));
        return new Anomaly(
                metric(),
                AnomalyKind.CORRELATION,
                onset,
                time,
                tie.now(),
                new Band(least, usual, most),
                Sensitivity.score(Math.min(1, bestP * CHANCES)),
                bestP,
                tie.now() < usual ? -score : score,
                List.of("correlation-break"),
                words(onset));
    }

    /** Standard deviation of a correlation over half an hour of minutes. */
    private static double chance(double r) {
        return (1 - r * r) / Math.sqrt(30 - 1);
    }

    private Words words(Instant onset) {
        String where = first.resource().owner().id();
        String since = CLOCK.format(onset) + " UTC";
        String now = String.format(Locale.ROOT, "%.2f", tie.now());
        String usual = String.format(Locale.ROOT, "%.2f", tie.before());
        return new Words(
                String.format(
                        "%s of %s no longer moves with %s: correlation %s, usually %s, since %s.",
                        first.name(), where, second.name(), now, usual, since),
                String.format(
                        "%s 的 %s 不再与 %s 同步：相关系数 %s，通常为 %s，始于 %s。",
                        where, first.name(), second.name(), now, usual, since));
    }
}
