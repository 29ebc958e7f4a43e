package io.sreagent.contract.plan;

import static java.util.Objects.requireNonNull;

import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Preview;
import java.time.Duration;

/**
 * One effect of a plan.
 *
 * @param key idempotency key, unique for ever: plan id and number
 * @param preview what it would change, as approved
 * @param onlyWhileTroubled pre-check: the triggering indicator must still be out of its band
 * @param timeout how long it may take until it is settled
 * @param rollback whether it is undone when a later step or the verification fails
 */
public record Step(
        String key,
        String name,
        Intent intent,
        Category category,
        Preview preview,
        boolean onlyWhileTroubled,
        Duration timeout,
        boolean rollback) {
    public Step {
        requireNonNull(key, "key");
        requireNonNull(name, "name");
        requireNonNull(intent, "intent");
        requireNonNull(category, "category");
        requireNonNull(preview, "preview");
        if (timeout.isNegative() || timeout.isZero())
            throw new IllegalArgumentException("timeout " + timeout);
    }
}
