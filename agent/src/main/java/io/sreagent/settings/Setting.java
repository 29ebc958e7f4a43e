package io.sreagent.settings;

import static java.util.Objects.requireNonNull;

/**
 * A value and who said so.
 *
 * @param origin {@code config/config.yaml:12}, {@code environment PROMETHEUS_URL}, {@code .env:3},
 *     {@code --set} or {@code default}
 */
public record Setting(Key key, String value, String origin) {
    public Setting {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        requireNonNull(origin, "origin");
    }

    /** The value as it may be shown. */
    public String shown() {
        return key.isSecret() && !value.isEmpty() ? Masked.MASK : Masked.text(value);
    }
}
