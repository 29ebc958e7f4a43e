package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Tail;
import java.util.Arrays;
import java.util.Set;

/**
 * Flags what the series has never looked like, from six sides at once.
 *
 * <p>Input: the value itself. Each of six {@link Views} is watched by {@link Dbscan}; its score
 * becomes the probability p of one at least as large among its last 8,000 ({@link Tail}, fitted
 * anew each time the past has grown by a tenth). Score: mean over the views of −log₁₀ p, at most
 * log₁₀ n − ½ after n samples: a short past cannot call anything a thousand times rarer than
 * itself. A view that is not known yet counts as usual. A spike is new in one view, a change of
 * regime in most. 0 for the first 100. A gap has no opinion. Source: k-nearest-neighbour novelty,
 * S. Ramaswamy et al., SIGMOD 2000; mean of log p after R. A. Fisher, 1925. Cost: twelve windows of
 * 5,000 to move, some 20 µs.
 */
public final class Novelty implements Detector {
    private static final int PAST = 8000;
    private static final int LEARNING = 50;
    private static final double SCALE = 0.3;

    @Override
    public String name() {
        return "novelty";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(
                AnomalyKind.POINT,
                AnomalyKind.LEVEL_SHIFT,
                AnomalyKind.PERIODIC,
                AnomalyKind.VARIANCE);
    }

    @Override
    public Run start(Grid grid) {
        Views views = new Views(grid.period());
        View[] each = new View[Views.COUNT];
        Arrays.setAll(each, i -> new View(new Dbscan().start(grid)));
        double[] looks = new double[Views.COUNT];
        int count = grid.period() > 0 ? Views.COUNT : Views.WITHOUT_SEASON;
        return new Run() {
            private int n;

            @Override
            public double next(double value) {
                views.next(value, looks);
                if (Double.isNaN(looks[0])) return Double.NaN;
                n++;
                double sum = 0;
                for (int i = 0; i < count; i++) sum += each[i].next(looks[i]);
                return Math.min(sum / count, Math.max(0, Math.log10(n) - 0.5));
            }
        };
    }

    /** One view: its scores so far, and how rare the next one is among them. */
    private static final class View {
        private final Run run;
        private final double[] scores = new double[PAST];
        private Tail tail = Tail.of(new double[0], SCALE);
        private int n;
        private int fitAt = LEARNING;

        View(Run run) {
            this.run = run;
        }

        double next(double look) {
            double score = Double.isNaN(look) ? 0 : run.next(look);
            if (n >= fitAt) {
                int known = Math.min(n, PAST);
                tail = Tail.of(Arrays.copyOf(scores, known), SCALE);
                fitAt = n + Math.max(20, known / 10);
            }
            double rarity = n < LEARNING ? 0 : -Math.log10(tail.beyond(score));
            scores[n++ % PAST] = score;
            return rarity;
        }
    }
}
