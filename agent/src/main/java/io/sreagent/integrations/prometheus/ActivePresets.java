package io.sreagent.integrations.prometheus;

import io.sreagent.contract.source.Answer;
import io.sreagent.contract.source.Indicator;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which presets have data now, and how often it is scraped. Asked of the server at most every ten
 * minutes, or every minute while something was missing or too young; when it cannot be asked, what
 * was known last still holds.
 */
final class ActivePresets {
    private static final Duration KNOWN_FOR = Duration.ofMinutes(10);
    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final Duration LOOK_BACK = Duration.ofMinutes(10);
    private static final Duration LEAST_WINDOW = Duration.ofMinutes(1);

    /** Samples in ten minutes from which on the least window is right: one in fifteen seconds. */
    private static final int FULL = 40;

    /** Samples in a minute that show the same. */
    private static final int ENOUGH = 4;

    private static final Duration YOUNG = Duration.ofMinutes(5);

    private final Catalogue catalogue;
    private final PrometheusApi api;
    private final InstantSource clock;
    private final Optional<String> fixedWindow;

    private Map<String, String> windows = Map.of(); // of active presets
    private @Nullable Duration sampleDistance; // the longest among them; null when not known
    private @Nullable Instant askedAt;
    private boolean whole;

    ActivePresets(
            Catalogue catalogue,
            PrometheusApi api,
            InstantSource clock,
            Optional<String> fixedWindow) {
        this.catalogue = catalogue;
        this.api = api;
        this.clock = clock;
        this.fixedWindow = fixedWindow;
    }

    /** Names of the active presets → rate window. */
    synchronized Map<String, String> windows() {
        return windows;
    }

    List<Preset> catalogue() {
        return catalogue.presets();
    }

    synchronized Optional<Duration> sampleDistance() {
        return Optional.ofNullable(sampleDistance);
    }

    synchronized Answer<List<Indicator>> indicators() {
        List<String> troubles = new ArrayList<>();
        Instant now = clock.instant();
        if (askedAt == null
                || Duration.between(askedAt, now).compareTo(whole ? KNOWN_FOR : ASK_AGAIN) >= 0) {
            troubles.addAll(probe(now));
        }
        return new Answer<>(chosen(), troubles);
    }

    private List<String> probe(Instant now) {
        Map<String, String> found = new LinkedHashMap<>();
        Duration longest = Duration.ZERO;
        boolean settled = true;
        for (Preset preset : catalogue.presets()) {
            try {
                QueryAnswer there = count(preset, LOOK_BACK, now);
                double samples = first(there);
                if (!(samples > 0)) continue;
                Optional<Duration> distance = distance(preset, samples, now);
                settled &= distance.isPresent();
                longest = longer(longest, distance.orElse(Duration.ZERO));
                found.put(preset.name(), window(distance));
            } catch (PrometheusTrouble trouble) {
                // Asked again in a minute; the presets known before stay active until then.
                askedAt = now;
                whole = false;
                return List.of(trouble.words());
            }
        }
        windows = found;
        whole = settled && !found.isEmpty();
        sampleDistance = whole ? longest : null;
        askedAt = now;
        return found.isEmpty()
                ? List.of(
                        "Prometheus has none of the metrics that the catalogue knows (probed: "
                                + String.join(
                                        ", ",
                                        catalogue.presets().stream().map(Preset::probe).toList())
                                + "). Does it scrape anything? prometheus.catalogue names a file of your own queries.")
                : List.of();
    }

    private QueryAnswer count(Preset preset, Duration within, Instant now)
            throws PrometheusTrouble {
        return api.instant(
                "max(count_over_time(%s[%s]))".formatted(preset.probe(), promql(within)), now);
    }

    private static double first(QueryAnswer answer) {
        return answer.series().stream().findFirst().map(s -> s.values()[0]).orElse(0.0);
    }

    /**
     * How far apart scrapes are shows in how many samples ten minutes hold; of what began less than
     * five minutes ago, the last minute or five. Empty while all there is came within a minute.
     */
    private Optional<Duration> distance(Preset preset, double samples, Instant now)
            throws PrometheusTrouble {
        if (samples >= FULL) return Optional.of(apart(LOOK_BACK, samples));
        double lastMinute = first(count(preset, LEAST_WINDOW, now));
        if (lastMinute == samples) return Optional.empty();
        if (lastMinute >= ENOUGH) return Optional.of(LEAST_WINDOW.dividedBy(ENOUGH));
        boolean young = first(count(preset, YOUNG, now)) == samples;
        return Optional.of(apart(young ? YOUNG : LOOK_BACK, samples));
    }

    private static Duration apart(Duration within, double samples) {
        return Duration.ofSeconds(Math.round(within.toSeconds() / samples));
    }

    /**
     * Four of them, so that a rate survives a lost scrape; one to ten minutes. What is younger than
     * a minute has no more than that.
     */
    private String window(Optional<Duration> distance) {
        if (fixedWindow.isPresent()) return fixedWindow.get();
        long window = Math.ceilDiv(4 * distance.orElse(Duration.ZERO).toSeconds(), 15) * 15;
        return promql(
                Duration.ofSeconds(
                        Math.clamp(window, LEAST_WINDOW.toSeconds(), LOOK_BACK.toSeconds())));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private List<Indicator> chosen() {
        Map<String, Indicator> byName = new LinkedHashMap<>();
        List<Preset.Entry> onlyAlone = new ArrayList<>();
        boolean usersAreMeasured = false;
        for (Preset preset : catalogue.presets()) {
            String window = windows.get(preset.name());
            if (window == null) continue;
            for (Preset.Entry entry : preset.entries()) {
                Indicator of = entry.indicator();
                Indicator ready =
                        with(of, of.query().replace("${window}", window), of.serviceLevel());
                if (byName.putIfAbsent(of.name(), ready) != null) continue;
                if (entry.serviceLevel() == Preset.ServiceLevel.ALONE) onlyAlone.add(entry);
                usersAreMeasured |= entry.serviceLevel() == Preset.ServiceLevel.TRUE;
            }
        }
        if (!usersAreMeasured) {
            for (Preset.Entry entry : onlyAlone) {
                byName.computeIfPresent(
                        entry.indicator().name(), (name, of) -> with(of, of.query(), true));
            }
        }
        return List.copyOf(byName.values());
    }

    private static Indicator with(Indicator of, String query, boolean serviceLevel) {
        return new Indicator(
                of.name(),
                query,
                of.unit(),
                of.hurts(),
                of.scope(),
                serviceLevel,
                of.limit(),
                of.matters(),
                of.harmful());
    }

    private static String promql(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
