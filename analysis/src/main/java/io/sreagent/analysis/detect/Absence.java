package io.sreagent.analysis.detect;

import io.sreagent.analysis.finding.AnomalyKind;
import java.util.Set;

/**
 * Flags a series that has stopped coming.
 *
 * <p>Input: the value itself; only whether it is there counts. r is the share of gaps so far, (gaps
 * + 1) / (n + 2); a run of k gaps scores −k ln r, its surprise in nats had gaps come independently.
 * A sparse series, where gaps are usual, is thus forgiven. Here a gap is an opinion, not NaN.
 * Source: Laplace's rule of succession. Cost: O(1), three numbers of state.
 */
public final class Absence implements Detector {
    @Override
    public String name() {
        return "absence";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.ABSENCE);
    }

    @Override
    public Run start(Grid grid) {
        Repeats gaps = new Repeats();
        return value -> gaps.next(!Double.isFinite(value));
    }
}
