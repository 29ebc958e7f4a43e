package io.sreagent.integrations.wire;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.time.Duration;

/**
 * How failures that may pass are met: asked again after the pause the server asks for, or after
 * growing ones with 30 % jitter; after five failures in a row nothing is asked for a while.
 *
 * @param firstDelay before the first repetition; doubles
 * @param rest how long nothing is asked after five failures in a row
 */
public record Patience(int retries, Duration firstDelay, Duration rest) {
    public static final Patience USUAL =
            new Patience(3, Duration.ofMillis(300), Duration.ofSeconds(30));

    private static final Duration AS_USUAL = Duration.ofSeconds(-1);

    FailsafeExecutor<Object> executor() {
        CircuitBreaker<Object> breaker =
                CircuitBreaker.builder()
                        .handleIf(Patience::isPassing)
                        .withFailureThreshold(5)
                        .withDelay(rest)
                        .build();
        RetryPolicy<Object> retry =
                RetryPolicy.builder()
                        .handleIf(Patience::isPassing)
                        .withMaxRetries(retries)
                        .withBackoff(firstDelay, firstDelay.multipliedBy(8))
                        .withJitter(0.3)
                        .withDelayFnOn(
                                context ->
                                        context.getLastException() instanceof SourceTrouble trouble
                                                ? trouble.pause().orElse(AS_USUAL)
                                                : AS_USUAL,
                                SourceTrouble.class)
                        .build();
        return Failsafe.with(retry).compose(breaker);
    }

    private static boolean isPassing(Throwable thrown) {
        return thrown instanceof SourceTrouble trouble && trouble.isPassing();
    }
}
