package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as the API server writes them. */
final class Times {
    private Times() {}

    /** Empty when missing or no time. */
    static Optional<Instant> parse(@Nullable String text) {
        if (text == null || text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notATime) {
            return Optional.empty();
        }
    }

    static Instant created(ObjectMeta meta) {
        return parse(meta.getCreationTimestamp()).orElse(Instant.EPOCH);
    }

    /**
     * When a part of an object was last written, such as {@code f:data}, to the second; empty when
     * the server keeps no such record. A record that does not say what was written may mean any
     * part.
     */
    static Optional<Instant> written(ObjectMeta meta, String... path) {
        Instant latest = null;
        for (ManagedFieldsEntry entry : meta.getManagedFields()) {
            if (entry.getFieldsV1() == null) continue;
            Object fields = entry.getFieldsV1().getAdditionalProperties();
            boolean unsaid = entry.getFieldsV1().getAdditionalProperties().isEmpty();
            for (String part : path) {
                if (unsaid) break;
                fields = fields instanceof java.util.Map<?, ?> map ? map.get(part) : null;
            }
            Instant time = fields == null ? null : parse(entry.getTime()).orElse(null);
            if (time != null && (latest == null || time.isAfter(latest))) latest = time;
        }
        return Optional.ofNullable(latest);
    }
}
