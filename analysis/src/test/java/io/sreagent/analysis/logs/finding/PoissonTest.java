package io.sreagent.analysis.logs.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoissonTest {
    /** Computed with arbitrary precision: 1 − Σ e^−λ λ^k / k! for k below n. */
    @ParameterizedTest
    @CsvSource({
        "0, 3, 1.0",
        "1, 0.5, 0.3934693402873666",
        "5, 2, 0.052653017343711174",
        "20, 5, 3.452135821646544e-07",
        "100, 100, 0.5132987982791487",
        "5, 0, 0.0"
    })
    void tails_are_those_of_the_distribution(long n, double rate, double tail) {
        assertThat(Poisson.atLeast(n, rate)).isCloseTo(tail, within(1e-6 * tail + 1e-15));
    }
}
