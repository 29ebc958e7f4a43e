package io.sreagent.integrations.elastic;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.logs.read.OneRecord;
import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.LogSelector;
import io.sreagent.contract.source.LogSource;
import io.sreagent.integrations.wire.Patience;
import io.sreagent.integrations.wire.SourceTrouble;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lines out of Elasticsearch or OpenSearch. Without an address it is silent: nothing is missing
 * then.
 *
 * <p>Queries are LogQL's, of the labels {@code namespace}, {@code service}, {@code pod}, {@code
 * level} and {@code index}; other labels are names of fields. A line filter looks at the level and
 * the text: {@code ERROR payment failed}.
 */
@Singleton
public final class ElasticLogSource implements LogSource {
    private static final Duration FIELDS_HOLD = Duration.ofMinutes(10);

    private final @Nullable ElasticApi api;
    private final InstantSource clock;
    private volatile @Nullable Known known;

    private record Known(ElasticFields fields, Instant since) {}

    @Inject
    public ElasticLogSource(ElasticSettings settings, InstantSource clock) {
        this(settings, clock, Patience.USUAL);
    }

    ElasticLogSource(ElasticSettings settings, InstantSource clock, Patience patience) {
        this.clock = clock;
        api = settings.url().map(url -> ElasticApi.of(settings, url, patience)).orElse(null);
    }

    @Override
    public String name() {
        return "elasticsearch";
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
        return Map.of("namespace", "namespace", "service", "service", "pod", "pod", "any", "index");
    }

    @Override
    public Answer<List<LogLine>> lines(Resource of, Instant from, Instant until, int limit) {
        ElasticApi elastic = api;
        if (elastic == null || !from.isBefore(until)) return Answer.complete(List.of());
        try {
            ElasticFields fields = fields(elastic);
            Optional<LogSelector> selector = fields.selector(of);
            if (selector.isEmpty()) return Answer.complete(List.of());
            return read(elastic, fields, selector.get(), from, until, limit);
        } catch (SourceTrouble trouble) {
            return Answer.missing(List.of(), trouble.words());
        }
    }

    @Override
    public Answer<List<LogLine>> query(String logQl, Instant from, Instant until, int limit) {
        ElasticApi elastic = api;
        if (elastic == null) return Answer.missing(List.of(), "elasticsearch.url is not set");
        LogSelector selector = LogSelector.parse(logQl);
        try {
            return read(elastic, fields(elastic), selector, from, until, limit);
        } catch (SourceTrouble trouble) {
            return Answer.missing(List.of(), trouble.words());
        }
    }

    /** The fields that name parts of a resource, for {@code doctor}. */
    ElasticFields fields() throws SourceTrouble {
        ElasticApi elastic = api;
        if (elastic == null) throw SourceTrouble.lasting("elasticsearch.url is not set", null);
        return fields(elastic);
    }

    private static Answer<List<LogLine>> read(
            ElasticApi elastic,
            ElasticFields fields,
            LogSelector selector,
            Instant from,
            Instant until,
            int limit)
            throws SourceTrouble {
        String asked = selector + ", " + from + " to " + until;
        ElasticApi.Found found =
                elastic.newest(
                        new ElasticQuery(selector, fields),
                        from,
                        until,
                        limit,
                        hit -> selector.keeps(searched(hit, fields)),
                        asked);
        List<LogLine> lines =
                found.hits().reversed().stream().map(hit -> line(hit, fields)).toList();
        List<String> troubles = new ArrayList<>();
        if (found.more() && lines.size() < limit && !found.lost()) {
            troubles.add(
                    "only the newest %,d documents were looked through for %s; a shorter time or a label finds more"
                            .formatted(found.scanned(), asked));
        }
        if (found.lost()) {
            troubles.add(
                    "more than %,d documents bear one and the same time; older ones of %s are missing"
                            .formatted(ElasticApi.LARGEST_PAGE, asked));
        }
        return new Answer<>(lines, troubles);
    }

    /** What line filters look at. */
    private static String searched(ElasticHit hit, ElasticFields fields) {
        String level = fields.first(hit.source(), "level");
        String text = fields.first(hit.source(), "message");
        return (level == null ? "" : level + " ") + (text == null ? hit.source().toString() : text);
    }

    private static LogLine line(ElasticHit hit, ElasticFields fields) {
        return OneRecord.of(
                hit.source().toString(),
                hit.time(),
                fields.resource(hit.source()),
                "elasticsearch:" + hit.key());
    }

    private ElasticFields fields(ElasticApi elastic) throws SourceTrouble {
        Known before = known;
        Instant now = clock.instant();
        if (before != null && before.since().plus(FIELDS_HOLD).isAfter(now)) {
            return before.fields();
        }
        ElasticFields fields = ElasticFields.among(elastic.fields(ElasticFields.wanted()));
        known = new Known(fields, now);
        return fields;
    }
}
