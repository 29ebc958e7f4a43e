package io.sreagent.contract.source;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A store of log lines, such as Loki, or the cluster's own pod logs. */
public interface LogSource {

    String name();

    /** At most {@code limit} lines of a resource, the newest of the window, oldest first. */
    Answer<List<LogLine>> lines(Resource of, Instant from, Instant until, int limit);

    /**
     * Whether it keeps lines of what is gone, and is set up. Such a source is asked first; where it
     * has lines, the others would only tell them twice.
     */
    default boolean isStore() {
        return false;
    }

    /** Whether it can be asked at all; one that is not set up stands in nobody's way. */
    default boolean isSetUp() {
        return true;
    }

    /**
     * What this source calls {@code namespace}, {@code service} and {@code pod} in a query; {@code
     * any} is a label that every line has, where that is not the namespace.
     */
    default Map<String, String> labelNames() {
        return Map.of("namespace", "namespace", "service", "service", "pod", "pod");
    }

    /** Names of the services it has lines of, as far as it can tell at once; may be empty. */
    default Set<String> services() {
        return Set.of();
    }

    /**
     * At most {@code limit} lines that a LogQL log query selects, the newest of the window, oldest
     * first. A source that speaks no LogQL reads the lines of the service named and filters them
     * itself.
     *
     * @throws IllegalArgumentException when it is no log query
     */
    default Answer<List<LogLine>> query(String logQl, Instant from, Instant until, int limit) {
        LogSelector selector = LogSelector.parse(logQl);
        Optional<String> namespace = selector.exactly("namespace");
        Optional<String> service = selector.exactly("service");
        if (namespace.isEmpty() || service.isEmpty()) {
            return Answer.missing(
                    List.of(),
                    name() + " answers for one service only: say {namespace=\"…\", service=\"…\"}");
        }
        Answer<List<LogLine>> all =
                lines(Resource.service(namespace.get(), service.get()), from, until, 5_000);
        List<LogLine> kept =
                all.value().stream().filter(line -> selector.keeps(line.message())).toList();
        return new Answer<>(
                kept.subList(Math.max(0, kept.size() - limit), kept.size()), all.troubles());
    }

    /**
     * Lines of a query as they are written, from a time on; empty when the source cannot tell them
     * by itself, so that whoever wants them has to ask again and again.
     *
     * @throws IllegalArgumentException when it is no log query
     */
    default Optional<LogTail> tail(String logQl, Instant from) {
        return Optional.empty();
    }
}
