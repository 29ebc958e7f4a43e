package io.sreagent.simulator.scenario;

/**
 * How much people ask.
 *
 * @param baseRps mean requests per second, over all entry services
 * @param daily swing of the day around the mean, as a share of it
 * @param weekly how much less the weekend brings, as a share of the mean
 * @param noise standard deviation of the noise, as a share of the mean
 */
public record Load(double baseRps, double daily, double weekly, double noise) {
    public Load {
        if (!(baseRps > 0)
                || !(daily >= 0 && daily <= 1)
                || !(weekly >= 0 && weekly <= 1)
                || !(noise >= 0 && noise <= 1)) {
            throw new IllegalArgumentException(
                    "base_rps must be over 0; daily, weekly and noise 0 to 1");
        }
    }
}
