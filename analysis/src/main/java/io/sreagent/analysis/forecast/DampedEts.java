package io.sreagent.analysis.forecast;

import io.sreagent.analysis.season.Mstl;

/**
 * Exponential smoothing with a damped trend on the seasonally adjusted series, seasons added back:
 * {@code ŷ = ETS(A,Ad,N)(y − ΣS) + ΣS}, {@link Mstl} and {@link Smoothing} giving the parts.
 *
 * <p>Gaps are bridged first. Source: Hyndman et al. 2008; the damped trend because it is hard to
 * beat (Gardner 2006). Cost: O(n) a pass, about 60 passes.
 */
public final class DampedEts extends FittedForecaster {

    @Override
    public String name() {
        return "damped-ets";
    }

    @Override
    public int needs(int[] periods) {
        return 4;
    }

    @Override
    Fit fit(Past learned) {
        Smoothing smoothing = Smoothing.damped(learned.decomposition().adjusted());
        return (past, horizon) -> {
            Mstl parts = past.decomposition();
            return parts.addSeasons(smoothing.ahead(parts.adjusted(), horizon));
        };
    }
}
