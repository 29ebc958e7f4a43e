package io.sreagent.packs.rca;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What a program under test is told about when the trouble began. */
public enum OnsetMode {
    GIVEN,
    LATE60,
    NONE;

    public static OnsetMode of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    public Optional<Instant> tell(Instant onset) {
        return switch (this) {
            case GIVEN -> Optional.of(onset);
            case LATE60 -> Optional.of(onset.plusSeconds(60));
            case NONE -> Optional.empty();
        };
    }
}
