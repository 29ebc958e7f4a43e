package io.sreagent.learning;

import static java.util.function.Predicate.not;

import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.Incident.Kind;
import io.sreagent.contract.incident.Incident.Resolution;
import io.sreagent.contract.incident.IncidentState;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How well incidents were handled, measured on those that were open at any time of a stretch. Times
 * are medians in seconds, shares 0–1; null where nothing was there to measure.
 *
 * @param detectS from the moment the indicator left its band to the opening (MTTD), of what the
 *     program found
 * @param diagnoseS from the opening to the first diagnosis that settled it (MTTI)
 * @param resolveS from the symptom to the end (MTTR), of what had begun to hurt
 * @param missed share of the troubles that people had to report
 * @param foundWrong share of those that people gave their opinion of and found wrong
 * @param answerS from the offer of a plan to the first person's answer
 * @param answeredInTime share of the answers that came within five minutes
 */
public record KeyFigures(
        int days,
        int incidents,
        int open,
        int fixed,
        int selfRecovered,
        int byPerson,
        int predicted,
        int reported,
        @Nullable Long detectS,
        @Nullable Long diagnoseS,
        @Nullable Long resolveS,
        @Nullable Double missed,
        @Nullable Double foundWrong,
        @Nullable Long answerS,
        @Nullable Double answeredInTime) {
    private static final Duration IN_TIME = Duration.ofMinutes(5);

    /**
     * @param opinions per incident that people judged, whether the last one found it right
     * @param answers how long each answered plan waited
     */
    static KeyFigures of(
            int days, List<Incident> all, Collection<Boolean> opinions, List<Duration> answers) {
        Predicate<Incident> reported = of -> of.kind() == Kind.REPORTED;
        Predicate<Incident> predicted = of -> of.kind() == Kind.PREDICTED;
        return new KeyFigures(
                days,
                all.size(),
                count(all, of -> of.state() != IncidentState.RESOLVED),
                count(all, of -> of.resolution() == Resolution.FIXED),
                count(all, of -> of.resolution() == Resolution.SELF_RECOVERED),
                count(all, of -> of.resolution() == Resolution.BY_PERSON),
                count(all, predicted),
                count(all, reported),
                median(
                        all.stream()
                                .filter(not(reported).and(not(predicted)))
                                .map(of -> between(of.symptomAt(), of.openedAt()))),
                median(all.stream().map(of -> between(of.openedAt(), of.diagnosedAt()))),
                median(
                        all.stream()
                                .filter(not(predicted))
                                .map(of -> between(of.symptomAt(), of.resolvedAt()))),
                share(count(all, reported), all.size()),
                share((int) opinions.stream().filter(right -> !right).count(), opinions.size()),
                median(answers.stream()),
                share(
                        (int) answers.stream().filter(a -> a.compareTo(IN_TIME) <= 0).count(),
                        answers.size()));
    }

    private static int count(List<Incident> all, Predicate<Incident> which) {
        return (int) all.stream().filter(which).count();
    }

    private static @Nullable Double share(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }

    private static @Nullable Duration between(Instant from, @Nullable Instant until) {
        return until == null ? null : Duration.between(from, until);
    }

    private static @Nullable Long median(Stream<@Nullable Duration> of) {
        List<Long> sorted = of.filter(Objects::nonNull).map(Duration::toSeconds).sorted().toList();
        return sorted.isEmpty() ? null : sorted.get(sorted.size() / 2);
    }
}
