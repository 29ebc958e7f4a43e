package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;

/**
 * Flags a value that has frozen: an exporter that repeats itself, a stuck worker.
 *
 * <p>Input: the value itself. r is the share of values that repeated the one before, (repeats + 1)
 * / (n + 2); a run of k repeats scores −k ln r, its surprise in nats had repeats come
 * independently. A series that is always constant has r near 1 and never surprises. Equal means
 * within 1e-12 relative. A gap has no opinion and does not end a run. Source: Laplace's rule of
 * succession. Cost: O(1), three numbers of state.
 */
public final class Flatline implements Detector {
    @Override
    public String name() {
        return "flatline";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.FLATLINE);
    }

    @Override
    public Run start(Grid grid) {
        return new Run() {
            private final Repeats repeats = new Repeats();
            private double before = Double.NaN;

            @Override
            public double next(double value) {
                if (!Double.isFinite(value)) return Double.NaN;
                boolean same = Math.abs(value - before) <= 1e-12 * Math.abs(value);
                before = value;
                return repeats.next(same);
            }
        };
    }
}
