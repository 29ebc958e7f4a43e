package io.sreagent.integrations.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Answers to the very same range query within a few seconds: a tick, a diagnosis and a page often
 * ask for the same. Holds few, oldest out first; failures are not kept.
 */
final class RangeCache {
    private static final int MOST = 64;
    private static final long MOST_VALUES = 4_000_000; // 32 MB

    /** Which question. */
    record Key(String query, Instant from, int length, Duration step) {}

    private record Kept(QueryAnswer answer, Instant until, long values) {}

    private final InstantSource clock;
    private final Duration ttl;
    private final LinkedHashMap<Key, Kept> kept = new LinkedHashMap<>();
    private long values;

    RangeCache(InstantSource clock, Duration ttl) {
        this.clock = clock;
        this.ttl = ttl;
    }

    synchronized @Nullable QueryAnswer get(Key key) {
        Kept found = kept.get(key);
        return found == null || !clock.instant().isBefore(found.until) ? null : found.answer;
    }

    synchronized void put(Key key, QueryAnswer answer) {
        long size = (long) answer.series().size() * key.length();
        if (ttl.isZero() || size > MOST_VALUES / 4) return;
        forget(kept.remove(key));
        kept.put(key, new Kept(answer, clock.instant().plus(ttl), size));
        values += size;
        var oldest = kept.entrySet().iterator();
        while (kept.size() > MOST || values > MOST_VALUES) {
            Map.Entry<Key, Kept> entry = oldest.next();
            oldest.remove();
            forget(entry.getValue());
        }
    }

    private void forget(@Nullable Kept gone) {
        if (gone != null) values -= gone.values;
    }
}
