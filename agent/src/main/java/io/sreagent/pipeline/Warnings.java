package io.sreagent.pipeline;

import io.quarkus.arc.All;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.cognition.Outlook;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.Incident.Kind;
import io.sreagent.contract.incident.Incident.Resolution;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.source.MetricSource;
import io.sreagent.incident.Document;
import io.sreagent.incident.IncidentFilter;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Page;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the early warnings of the last days: each incident that was opened because a limit
 * would be crossed is held against what its metric did since. The limit counts as reached within a
 * twentieth of it: what is full is seldom measured as exactly full.
 *
 * <p>What somebody acted on in time proves nothing either way and counts as averted. Cost: one
 * range of one metric a warning.
 */
@Singleton
public final class Warnings {
    private static final double NEARLY = 0.05;
    private static final Duration STEP = Duration.ofMinutes(1);

    /** What became of a warning. */
    public enum Outcome {
        /** The limit was reached. */
        CAME,
        /** It was not, and somebody had acted. */
        AVERTED,
        /** It was not, though nobody did anything: the warning was false. */
        NEVER,
        /** Not yet, and there is time left. */
        PENDING
    }

    /**
     * One warning.
     *
     * @param expected when the limit was expected to be reached
     * @param reached when it was; null when it was not
     */
    public record Warning(
            String incidentId,
            Metric metric,
            Instant warned,
            Instant expected,
            @Nullable Instant reached,
            Outcome outcome) {

        /** How long before the limit it came; empty unless the limit was reached. */
        public Optional<Duration> lead() {
            return Optional.ofNullable(reached).map(at -> Duration.between(warned, at));
        }
    }

    /**
     * All warnings of some days.
     *
     * @param warnings newest first
     */
    public record Tally(List<Warning> warnings) {
        public Tally {
            warnings = List.copyOf(warnings);
        }

        public long count(Outcome outcome) {
            return warnings.stream().filter(one -> one.outcome() == outcome).count();
        }

        public long came() {
            return count(Outcome.CAME);
        }

        public long averted() {
            return count(Outcome.AVERTED);
        }

        public long never() {
            return count(Outcome.NEVER);
        }

        public long pending() {
            return count(Outcome.PENDING);
        }

        /** The median lead of those whose limit was reached; null when none was. */
        public @Nullable Duration medianLead() {
            List<Duration> leads =
                    warnings.stream().flatMap(one -> one.lead().stream()).sorted().toList();
            return leads.isEmpty() ? null : leads.get(leads.size() / 2);
        }
    }

    private final Incidents incidents;
    private final List<MetricSource> sources;
    private final InstantSource clock;

    public Warnings(Incidents incidents, @All List<MetricSource> sources, InstantSource clock) {
        this.incidents = incidents;
        this.sources = sources;
        this.clock = clock;
    }

    public Tally since(Duration ago) {
        Instant now = clock.instant();
        IncidentFilter lately =
                new IncidentFilter(EnumSet.allOf(IncidentState.class), null, null, now.minus(ago));
        List<Warning> warnings = new ArrayList<>();
        for (Incident incident : incidents.list(lately, Page.first(Page.MOST)).items()) {
            if (incident.kind() == Kind.PREDICTED) warning(incident, now).ifPresent(warnings::add);
        }
        return new Tally(warnings);
    }

    private Optional<Warning> warning(Incident incident, Instant now) {
        return incidents.documents(incident.id()).stream()
                .filter(document -> document.kind().equals("forecast"))
                .map((Document document) -> document.as(Outlook.Prospect.class))
                .flatMap(prospect -> prospect.limitCrossed().stream())
                .findFirst()
                .map(breach -> judged(incident, breach, now));
    }

    private Warning judged(Incident incident, Breach breach, Instant now) {
        Instant warned = incident.openedAt();
        // As long again as it was expected to take.
        Instant late = breach.expected().plus(Duration.between(warned, breach.expected()).abs());
        Instant until = late.isBefore(now) ? late : now;
        Instant reached = reached(breach, warned, until).orElse(null);
        Outcome outcome =
                reached != null
                        ? Outcome.CAME
                        : isActedOn(incident)
                                ? Outcome.AVERTED
                                : now.isBefore(late) ? Outcome.PENDING : Outcome.NEVER;
        return new Warning(
                incident.id(), breach.metric(), warned, breach.expected(), reached, outcome);
    }

    private static boolean isActedOn(Incident incident) {
        return incident.resolution() == Resolution.FIXED
                || incident.resolution() == Resolution.BY_PERSON;
    }

    private Optional<Instant> reached(Breach breach, Instant from, Instant until) {
        Metric metric = breach.metric();
        double sign = metric.hurts() == Hurts.DOWN ? -1 : 1;
        double nearly = breach.limit() - sign * NEARLY * Math.abs(breach.limit());
        for (MetricSource source : sources) {
            for (Indicator indicator : source.indicators().value()) {
                if (!indicator.name().equals(Indicator.base(metric.name()))) continue;
                Instant first = Series.onGrid(from, STEP);
                return source
                        .range(indicator, first, Series.onGrid(until, STEP), STEP)
                        .value()
                        .stream()
                        .filter(series -> series.metric().id().equals(metric.id()))
                        .findFirst()
                        .flatMap(series -> firstBeyond(series, sign, nearly));
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> firstBeyond(Series series, double sign, double limit) {
        for (int at = 0; at < series.length(); at++)
            if (sign * (series.values()[at] - limit) >= 0) return Optional.of(series.timeOf(at));
        return Optional.empty();
    }
}
