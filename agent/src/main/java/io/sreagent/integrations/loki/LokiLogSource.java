package io.sreagent.integrations.loki;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSelector;
import io.sreagent.contract.source.LogSource;
import io.sreagent.contract.source.LogTail;
import io.sreagent.integrations.wire.Patience;
import io.sreagent.integrations.wire.SourceTrouble;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lines out of Loki. Without an address it is silent: nothing is missing then. */
@Singleton
public final class LokiLogSource implements LogSource {
    private static final Duration LABELS_HOLD = Duration.ofMinutes(10);

    private final @Nullable LokiApi api;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(LokiLabels labels, Instant since) {}

    @Inject
    public LokiLogSource(LokiSettings settings, InstantSource clock) {
        this(settings, clock, Patience.USUAL);
    }

    LokiLogSource(LokiSettings settings, InstantSource clock, Patience patience) {
        this.clock = clock;
        api = settings.url().map(url -> LokiApi.of(settings, url, patience)).orElse(null);
    }

    @Override
    public String name() {
        return "loki";
    }

    @Override
    public boolean isSetUp() {
        return api != null;
    }

    @Override
    public boolean isStore() {
        return isSetUp();
    }

    @Override
    public Map<String, String> labelNames() {
        LokiApi loki = api;
        if (loki == null) return LokiLabels.among(Set.of()).names();
        try {
            return labels(loki).names();
        } catch (SourceTrouble trouble) {
            return LokiLabels.among(Set.of()).names(); // told when lines are asked for
        }
    }

    @Override
    public Set<String> services() {
        LokiApi loki = api;
        if (loki == null) return Set.of();
        try {
            return loki.values(labels(loki).names().getOrDefault("service", "service"));
        } catch (SourceTrouble trouble) {
            return Set.of(); // told when lines are asked for
        }
    }

    @Override
    public Answer<List<LogLine>> lines(Resource of, Instant from, Instant until, int limit) {
        LokiApi loki = api;
        if (loki == null || !from.isBefore(until)) return Answer.complete(List.of());
        try {
            LokiLabels labels = labels(loki);
            Optional<LogSelector> selector = labels.selector(of);
            if (selector.isEmpty()) return Answer.complete(List.of());
            return read(loki, labels, selector.get().toString(), from, until, limit);
        } catch (SourceTrouble trouble) {
            return Answer.missing(List.of(), trouble.words());
        }
    }

    @Override
    public Answer<List<LogLine>> query(String logQl, Instant from, Instant until, int limit) {
        LokiApi loki = api;
        if (loki == null) return Answer.missing(List.of(), "loki.url is not set");
        try {
            return read(loki, labels(loki), logQl, from, until, limit);
        } catch (SourceTrouble trouble) {
            return Answer.missing(List.of(), trouble.words());
        }
    }

    @Override
    public Optional<LogTail> tail(String logQl, Instant from) {
        LokiApi loki = api;
        if (loki == null) return Optional.empty();
        try {
            return LokiTail.open(loki, labels(loki), logQl, from, clock).map(LogTail.class::cast);
        } catch (SourceTrouble trouble) {
            return Optional.empty(); // told when it is asked instead
        }
    }

    /** What is wrong with the connection, for {@code doctor}; empty when nothing is. */
    Optional<String> trouble() {
        LokiApi loki = api;
        if (loki == null) return Optional.of("loki.url is not set");
        try {
            labels(loki);
            return Optional.empty();
        } catch (SourceTrouble trouble) {
            return Optional.of(trouble.words());
        }
    }

    private static Answer<List<LogLine>> read(
            LokiApi loki, LokiLabels labels, String query, Instant from, Instant until, int limit)
            throws SourceTrouble {
        return Answer.complete(
                loki.newest(query, from, until, limit).entries().stream()
                        .map(entry -> LokiLine.of(entry, labels))
                        .toList());
    }

    private LokiLabels labels(LokiApi loki) throws SourceTrouble {
        Known before = known;
        Instant now = clock.instant();
        if (before != null && before.since().plus(LABELS_HOLD).isAfter(now)) {
            return before.labels();
        }
        LokiLabels labels = LokiLabels.among(loki.labels());
        known = new Known(labels, now);
        return labels;
    }
}
