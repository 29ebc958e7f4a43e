package io.sreagent.analysis.detect;

import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.stats.Robust;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes one anomaly out of many strange samples: opens at four strange ones of five, closes at five
 * calm ones in a row, and keeps kind, onset, effect and words up to date in between.
 */
final class Episode {
    private static final int RECENT = 60;
    private static final int VOTES = 5;
    private static final int NEEDED = 4;

    /**
     * Samples from one possible opening to the next: four strange ones open an anomaly and five
     * calm ones close it. What is counted where false alarms are, is chances to raise one.
     */
    static final int APART = NEEDED + VOTES;

    /** A sample less probable than this among normal ones is strange. */
    static final double STRANGE = 0.01;

    /**
     * Sigmas from the expected value: detectors with a memory go on being surprised after all is
     * well.
     */
    private static final double AWAY = 2.5;

    /** Samples after which the kind is settled: the beginning is about to leave the memory. */
    private static final int SETTLED = RECENT / 2;

    private final Metric metric;
    private final double chancesPerDay;
    private final double opensAt;

    private final double[] residuals = new double[RECENT];
    private final Instant[] times = new Instant[RECENT];
    private int n;
    private final double[] votes = new double[VOTES]; // sigmas of strange samples, 0 for others
    private int voted;
    private int missing;
    private int calmRun;
    private int told;
    private double bestP = 1;
    private @Nullable Anomaly open;
    private @Nullable Instant opened;

    Episode(Metric metric, Sensitivity sensitivity, double chancesPerDay) {
        this.metric = metric;
        this.chancesPerDay = chancesPerDay;
        opensAt = sensitivity.falseDiscoveryRate() / chancesPerDay;
    }

    Optional<Anomaly> open() {
        return Optional.ofNullable(open);
    }

    Duration openFor(Instant now) {
        return opened == null ? Duration.ZERO : Duration.between(opened, now);
    }

    /** A sample on which nobody has an opinion. */
    void skip(Instant time) {
        remember(time, Double.NaN);
    }

    void next(
            Instant time,
            double value,
            double z,
            Band band,
            boolean matters,
            Ensemble.Judgement judgement,
            List<String> fired) {
        remember(time, z);
        boolean gap = Double.isNaN(value);
        missing = gap ? missing + 1 : 0;
        boolean surprising = judgement.p() <= STRANGE;
        boolean away = surprising && matters && Math.abs(z) >= AWAY;
        boolean absent = gap && surprising;
        boolean frozen = !gap && surprising && fired.contains("flatline");
        if (!gap) vote(away ? Math.abs(z) : 0);
        boolean odd = away || absent || frozen;
        calmRun = odd ? 0 : calmRun + 1;
        boolean enough = (away && strange() >= NEEDED) || (absent && missing >= NEEDED) || frozen;
        if (open == null && !(enough && judgement.p() <= opensAt)) return;
        if (open != null && calmRun >= VOTES) {
            close();
            return;
        }
        if (!odd && open != null) return;
        bestP = Math.min(bestP, judgement.p());
        if (opened == null) opened = time;
        told++;
        open = describe(time, value, band, gap, frozen && !away, fired);
    }

    private void vote(double sigmas) {
        votes[voted++ % VOTES] = sigmas;
    }

    /** How many of the last votes are strange, small change after a giant spike not counted. */
    private int strange() {
        double most = 0;
        for (double vote : votes) most = Math.max(most, vote);
        int count = 0;
        for (double vote : votes) if (vote > 0 && vote >= 0.1 * most) count++;
        return count;
    }

    private void close() {
        open = null;
        opened = null;
        told = 0;
        bestP = 1;
        Arrays.fill(votes, 0);
        calmRun = 0;
    }

    private Anomaly describe(
            Instant time,
            double value,
            Band band,
            boolean gap,
            boolean frozen,
            List<String> fired) {
        int kept = Math.min(n, RECENT);
        double[] recent = new double[kept];
        for (int i = 0; i < kept; i++) recent[i] = residuals[(n - kept + i) % RECENT];
        Shape shape = Shape.of(recent);
        double[] tail = Robust.present(Arrays.copyOfRange(recent, Math.max(0, kept - VOTES), kept));
        double effect = gap || frozen || tail.length == 0 ? 0 : Robust.median(tail);
        AnomalyKind kind;
        if (gap) kind = AnomalyKind.ABSENCE;
        else if (frozen) kind = AnomalyKind.FLATLINE;
        else if (open != null && told > SETTLED) kind = open.kind();
        else if (restless(tail, fired)) kind = AnomalyKind.VARIANCE;
        else kind = shape.climbing() ? AnomalyKind.TREND : AnomalyKind.LEVEL_SHIFT;
        Instant onset = onset(time, shape, kept, gap);
        double score = Sensitivity.score(Math.min(1, bestP * chancesPerDay));
        return new Anomaly(
                metric,
                kind,
                onset,
                time,
                value,
                band,
                score,
                bestP,
                effect,
                fired,
                Reason.of(metric, kind, onset, value, band, effect));
    }

    /** The earliest onset told for this episode holds: it does not wander as the episode ages. */
    private Instant onset(Instant now, Shape shape, int kept, boolean gap) {
        if (open != null) return open.onset();
        int back = gap ? Math.min(kept, missing) - 1 : kept - 1 - shape.begin();
        Instant begin = times[Math.floorMod(n - 1 - back, RECENT)];
        return begin == null || begin.isAfter(now) ? now : begin;
    }

    private static boolean restless(double[] tail, List<String> fired) {
        double least = Robust.quantile(tail, 0);
        double most = Robust.quantile(tail, 1);
        return least < -2 && most > 2 && fired.contains("unrest");
    }

    private void remember(Instant time, double z) {
        residuals[n % RECENT] = z;
        times[n % RECENT] = time;
        n++;
    }
}
