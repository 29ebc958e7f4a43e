package io.sreagent.perception;

import io.sreagent.analysis.baseline.Baseline;
import io.sreagent.analysis.detect.SeriesWatch;
import io.sreagent.incident.BaselineModels;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every model in the database, every {@value #HOURS} hours, and finds them again after a
 * restart.
 *
 * <p>A start learns from the source's own history as before. Where that reaches less far back than
 * what was kept, because the source keeps little or has lost it, the kept model is the better one.
 * What is older than a week is not believed; a form this program does not read is learned anew, and
 * the log says so.
 */
@Singleton
public class KeptBaselines implements Remembered {
    private static final Logger LOG = Logger.getLogger(KeptBaselines.class);
    private static final int HOURS = 6;
    private static final Duration BELIEVED = Duration.ofDays(7);

    private final BaselineModels models;
    private @Nullable Map<String, byte[]> known;
    private @Nullable Instant keptAt;

    public KeptBaselines(BaselineModels models) {
        this.models = models;
    }

    @Override
    public synchronized Optional<Baseline> of(String metricId, Instant now) {
        if (known == null) known = models.since(now.minus(BELIEVED));
        byte[] bytes = known.remove(metricId);
        if (bytes == null) return Optional.empty();
        try {
            return Optional.of(Baseline.fromBytes(bytes));
        } catch (IllegalArgumentException otherForm) {
            LOG.warnf(
                    "The kept baseline of %s is learned anew: %s",
                    metricId, otherForm.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public synchronized void keep(Collection<SeriesWatch> watches, Instant now) {
        if (watches.isEmpty()) return;
        if (keptAt != null && now.isBefore(keptAt.plus(Duration.ofHours(HOURS)))) return;
        Map<String, byte[]> all = new HashMap<>();
        for (SeriesWatch watch : watches)
            if (watch.baseline().days() >= Baseline.MIN_DAYS)
                all.put(watch.metric().id(), watch.baseline().toBytes());
        if (!all.isEmpty()) models.put(all, now);
        keptAt = now;
    }
}
