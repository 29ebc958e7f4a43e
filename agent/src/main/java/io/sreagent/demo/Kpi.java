package io.sreagent.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Totals of many runs. Shares are of the runs that could have had it; null when there was none.
 *
 * @param causeFirst share of faults whose true cause stands first
 * @param resolvedByAcceptableFix share of the scenarios that have one
 * @param escalatedWhereWanted share of the scenarios that want a person
 * @param falseIncidentsPerQuietWeek incidents a week in runs without a fault
 * @param detectS median seconds from the symptom; {@code resolveS} likewise, {@code diagnoseS} from
 *     the opening
 * @param warnings incidents opened because a limit would be crossed; {@code falseWarnings}: those
 *     that no fault was behind
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Kpi(
        int runs,
        int faults,
        @Nullable Double detected,
        @Nullable Double causeFirst,
        @Nullable Double pathRight,
        @Nullable Double resolvedByAcceptableFix,
        @Nullable Double escalatedWhereWanted,
        @Nullable Double falseIncidentsPerQuietWeek,
        int falseIncidents,
        int harmfulActions,
        @Nullable Long detectS,
        @Nullable Long diagnoseS,
        @Nullable Long resolveS,
        @JsonProperty("warned_s_before") @Nullable Long warnedSBefore,
        int warnings,
        int falseWarnings) {

    static Kpi of(List<Score> scores, Duration quiet) {
        List<Score> faults = scores.stream().filter(Score::faulty).toList();
        List<Score> fixable = faults.stream().filter(Score::fixable).toList();
        List<Score> human = faults.stream().filter(score -> !score.fixable()).toList();
        List<Score> calm = scores.stream().filter(score -> !score.faulty()).toList();
        int alarms = calm.stream().mapToInt(Score::falseIncidents).sum();
        double weeks = quiet.toHours() / (7 * 24.0);
        return new Kpi(
                scores.size(),
                faults.size(),
                share(faults, Score::detected),
                share(faults, score -> score.rankOfCause() == 1),
                share(faults, Score::pathRight),
                share(fixable, score -> score.resolved() && score.fix().equals("acceptable")),
                share(human, Score::escalated),
                calm.isEmpty() ? null : alarms / weeks,
                scores.stream().mapToInt(Score::falseIncidents).sum(),
                scores.stream().mapToInt(Score::harmful).sum(),
                median(faults, Score::detectS),
                median(faults, Score::diagnoseS),
                median(faults, Score::resolveS),
                median(faults, Score::warnedSBefore),
                scores.stream().mapToInt(Score::warnings).sum(),
                scores.stream().mapToInt(Score::falseWarnings).sum());
    }

    private static @Nullable Double share(List<Score> of, Predicate<Score> which) {
        return of.isEmpty() ? null : (double) of.stream().filter(which).count() / of.size();
    }

    private static @Nullable Long median(List<Score> of, Function<Score, @Nullable Long> value) {
        List<Long> sorted = of.stream().map(value).filter(Objects::nonNull).sorted().toList();
        return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
    }
}
