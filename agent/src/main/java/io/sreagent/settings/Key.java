package io.sreagent.settings;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be configured.
 *
 * @param name dotted, in lower case: {@code anomaly_detection.threshold}
 * @param fallback what the code takes when nobody says anything; null when there is none
 * @param aliases environment names, beside {@link #environmentName()}, that users of similar tools
 *     have set already; the first that is set wins
 */
public record Key(String name, Kind kind, @Nullable String fallback, List<String> aliases) {
    public Key {
        requireNonNull(name, "name");
        requireNonNull(kind, "kind");
        aliases = List.copyOf(aliases);
    }

    public Key alias(String... names) {
        return new Key(name, kind, fallback, List.of(names));
    }

    /** {@code ANOMALY_DETECTION_THRESHOLD}. */
    public String environmentName() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    public boolean isSecret() {
        return kind instanceof Kind.Secret;
    }
}
