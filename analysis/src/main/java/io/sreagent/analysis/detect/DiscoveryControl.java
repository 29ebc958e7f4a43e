package io.sreagent.analysis.detect;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.finding.Anomaly;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which of the anomalies raised by many {@link SeriesWatch}es are let through, such that at
 * most a share q of those let through is false: q is what {@link Sensitivity} makes of the one
 * threshold. Without it, two thousand series with one false alarm a month each ring every twenty
 * minutes.
 *
 * <pre>{@code
 * DiscoveryControl control = new DiscoveryControl(Sensitivity.DEFAULT, Duration.ofSeconds(60));
 * // once per tick, with everything that is open in any watch:
 * List<Anomaly> told = control.admit(now, watches.size(), raised);
 * }</pre>
 *
 * <p><b>Rule.</b> It remembers one day (weights e^(−age/day)). In that memory E = series × ticks a
 * day / 9 anomalies could have begun (four strange samples open one, five calm ones close it), so
 * p·E of them look as strange as p by chance. With R discoveries in memory and the candidates of
 * this tick ordered by p, the first k are admitted for the largest k with p₍ₖ₎ · E ≤ q · (R + k −
 * 29/30): Benjamini and Hochberg's step-up over a sliding day. The 29/30 are caution: where nothing
 * else speaks for an anomaly it rests on the far tail of one series alone, which no past of two
 * weeks knows well. In quiet times that is q/30 expected false alarms a day over <i>all</i> series
 * together, however many; during an outage it is laxer, as any rate of false among true must be.
 *
 * <p><b>Episodes, not ticks.</b> An anomaly once admitted stays so, and counts once, until its
 * watch stops raising it; its p may not be retested into or out of the result. A candidate that was
 * not admitted may be once its p has fallen. p is the smallest of its episode, but neighbouring
 * values share what the detectors remember: measured on injected faults the false share stays far
 * below q ({@code Injection} in the benchmarks).
 *
 * <p>The score of an admitted anomaly is rewritten to what its p is worth among all series: the
 * rate p · E / (R + k) through {@link Sensitivity#score}, so {@code score ≥ threshold} holds for
 * all that come out.
 *
 * <p>Source: Y. Benjamini, Y. Hochberg, <i>JRSS B</i> 57 (1995); memory as in A. Ramdas et al.,
 * <i>Online control of the false discovery rate with decaying memory</i>, 2017; batches as in T.
 * Zrnic et al., 2020. Cost: O(n log n) in what is raised, nothing in what is quiet. Not for two
 * threads at once.
 */
public final class DiscoveryControl {
    private static final Duration MEMORY = Duration.ofDays(1);

    /** What an anomaly lacks that nothing else speaks for: it must be thirty times as sure. */
    private static final double COMPANY = 1 - 1 / 30.0;

    private final double rate;

    /** To raise an anomaly, of one series within the memory. */
    private final double chances;

    private final Map<String, Double> admitted = new HashMap<>();
    private double discoveries;
    private Instant last = Instant.MIN;

    /**
     * @param tick distance of two judgements of one series, at most a day
     */
    public DiscoveryControl(Sensitivity sensitivity, Duration tick) {
        requireNonNull(sensitivity, "sensitivity");
        if (tick.isNegative() || tick.isZero() || tick.compareTo(MEMORY) > 0)
            throw new IllegalArgumentException("tick " + tick);
        rate = sensitivity.falseDiscoveryRate();
        chances = (double) MEMORY.toMillis() / tick.toMillis() / Episode.APART;
    }

    /**
     * @param now time of this tick; an earlier one than before ages nothing
     * @param watched how many series were judged in this tick
     * @param raised what is open now in any of them, at most one per series; the same anomaly is
     *     given again each tick for as long as it lasts
     * @return those let through, surest first
     */
    public List<Anomaly> admit(Instant now, int watched, List<Anomaly> raised) {
        if (!last.equals(Instant.MIN) && now.isAfter(last))
            discoveries *=
                    Math.exp(-(double) Duration.between(last, now).toMillis() / MEMORY.toMillis());
        if (now.isAfter(last)) last = now;
        double judged = Math.max(watched, raised.size()) * chances;

        List<Anomaly> candidates = new ArrayList<>(raised);
        candidates.sort(Comparator.comparingDouble(Anomaly::pValue));
        List<String> open = candidates.stream().map(a -> a.metric().id()).toList();
        admitted.keySet().retainAll(open);
        candidates.removeIf(a -> admitted.containsKey(a.metric().id()));

        int passed = 0;
        for (int k = candidates.size(); k > 0 && passed == 0; k--)
            if (candidates.get(k - 1).pValue() * judged <= rate * (discoveries + k - COMPANY))
                passed = k;
        for (Anomaly fresh : candidates.subList(0, passed))
            admitted.put(
                    fresh.metric().id(),
                    Math.min(1, fresh.pValue() * judged / (discoveries + passed)));
        discoveries += passed;

        return raised.stream()
                .filter(a -> admitted.containsKey(a.metric().id()))
                .map(a -> withScore(a, judged))
                .sorted(Comparator.comparingDouble(Anomaly::score).reversed())
                .toList();
    }

    /** Discoveries in memory, older ones weighing less. */
    public double discoveries() {
        return discoveries;
    }

    /** An episode only becomes surer: its score is that of the best rate it has reached. */
    private Anomaly withScore(Anomaly a, double judged) {
        double now = Math.min(1, a.pValue() * judged / Math.max(1, discoveries));
        double best = admitted.merge(a.metric().id(), now, Math::min);
        return new Anomaly(
                a.metric(),
                a.kind(),
                a.onset(),
                a.seen(),
                a.value(),
                a.expected(),
                Sensitivity.score(best),
                a.pValue(),
                a.effect(),
                a.detectors(),
                a.reason());
    }
}
