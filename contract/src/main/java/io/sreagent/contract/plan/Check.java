package io.sreagent.contract.plan;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How one knows that a plan worked: the indicator is back in its band.
 *
 * @param indicator name in the catalogue, or {@code trigger} for the one that opened the incident
 * @param samples how many fresh samples in a row must lie in the band
 * @param within how long that may take
 */
public record Check(String indicator, int samples, Duration within) {
    public Check {
        requireNonNull(indicator, "indicator");
        if (samples < 1) throw new IllegalArgumentException("samples " + samples);
        if (within.isNegative() || within.isZero())
            throw new IllegalArgumentException("within " + within);
    }
}
