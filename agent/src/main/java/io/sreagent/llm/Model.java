package io.sreagent.llm;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One model of the list, and how it has been. After a failure it rests, so that nobody waits. */
final class Model {
    static final Duration REST = Duration.ofMinutes(1);

    private final ModelAddress address;
    private final Wire wire;
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile Instant restsUntil = Instant.MIN;
    private volatile @Nullable String trouble;

    Model(ModelAddress address, Wire wire) {
        this.address = address;
        this.wire = wire;
    }

    ModelAddress address() {
        return address;
    }

    Wire.Said say(String rules, String matter, Instant now) throws WireTrouble {
        try {
            Wire.Said said = wire.say(rules, matter);
            if (said.text().isBlank()) throw new WireTrouble("answered with nothing");
            answers.incrementAndGet();
            trouble = null;
            return said;
        } catch (WireTrouble failed) {
            failures.incrementAndGet();
            trouble = failed.words();
            restsUntil = now.plus(REST);
            throw failed;
        }
    }

    boolean isResting(Instant now) {
        return now.isBefore(restsUntil);
    }

    /** The last failure, unless it has answered since. */
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    String words() {
        return "%s: %,d answers, %,d failures%s"
                .formatted(
                        address.name(),
                        answers.get(),
                        failures.get(),
                        trouble().map(last -> ", the last: " + last).orElse(""));
    }
}
