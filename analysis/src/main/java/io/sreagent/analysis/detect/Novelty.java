package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Tail;
import java.util.Arrays;
import java.util.Set;

/**
 * Flags what the series has never looked like, from seven sides at once.
 *
 * <p>Input: the value itself. Each of six {@link Views} is watched by {@link Dbscan}, and the value
 * with its steps by an {@link IsolationForest}; a score becomes the probability p of one at least
 * as large among its last 8,000 ({@link Tail}, fitted anew each time the past has grown by a
 * tenth). Score: the quadratic mean of −log₁₀ p over the sides, at most log₁₀ n − ½ after n
 * samples: a short past cannot call anything a thousand times rarer than itself. The quadratic mean
 * lies between two mistakes: the plain mean drowns what only two sides see, the maximum believes
 * any one of them. A view that is not known yet counts as usual. 0 for the first 50. A gap has no
 * opinion. Source: k-nearest-neighbour novelty, S. Ramaswamy et al., SIGMOD 2000; log p after R. A.
 * Fisher, 1925. Cost: twelve windows of 5,000 to move and 50 paths, some 30 µs.
 */
public final class Novelty implements Detector {
    private static final int PAST = 8000;
    private static final int LEARNING = 50;
    private static final double SCALE = 0.3;
    private static final double FOREST_SCALE = 0.5;

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
        Arrays.setAll(each, i -> new View(new Dbscan().start(grid), SCALE));
        View forest = new View(new IsolationForest().start(grid), FOREST_SCALE);
        double[] looks = new double[Views.COUNT];
        int count = grid.period() > 0 ? Views.COUNT : Views.WITHOUT_SEASON;
        return new Run() {
            private int n;

            @Override
            public double next(double value) {
                views.next(value, looks);
                if (Double.isNaN(looks[0])) return Double.NaN;
                n++;
                double rarity = forest.next(value);
                double sum = rarity * rarity;
                for (int i = 0; i < count; i++) {
                    rarity = each[i].next(looks[i]);
                    sum += rarity * rarity;
                }
                return Math.min(Math.sqrt(sum / (count + 1)), Math.max(0, Math.log10(n) - 0.5));
            }
        };
    }

    /** One side: its scores so far, and how rare the next one is among them. */
    private static final class View {
        private final Run run;
        private final double[] scores = new double[PAST];
        private final double scale;
        private Tail tail;
        private int n;
        private int fitAt = LEARNING;

        View(Run run, double scale) {
            this.run = run;
            this.scale = scale;
            tail = Tail.of(new double[0], scale);
        }

        double next(double look) {
            double score = Double.isNaN(look) ? 0 : run.next(look);
            if (n >= fitAt) {
                int known = Math.min(n, PAST);
                tail = Tail.of(Arrays.copyOf(scores, known), scale);
                fitAt = n + Math.max(20, known / 10);
            }
            double rarity = n < LEARNING ? 0 : -Math.log10(tail.beyond(score));
            scores[n++ % PAST] = score;
            return rarity;
        }
    }
}
