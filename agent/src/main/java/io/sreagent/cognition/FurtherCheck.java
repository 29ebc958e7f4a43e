package io.sreagent.cognition;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.analysis.finding.Words;
import io.sreagent.llm.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The looks that may be proposed for a diagnosis, a closed list made of what is in the scene
 * already: the metrics of the places on the ways of the first hypotheses, and their logs. Who
 * proposes names one by its number; it is taken here, with numbers counted here.
 *
 * <p>A metric: how many samples since the onset lie outside what it was before (least to most). A
 * log: how many lines, and how many of them errors, since the onset and in as long a time before.
 */
final class FurtherCheck {
    private static final String BEGINS = "CHECK:";

    private static final String RULE =
            """
            After the facts there is a list of looks, numbered C1, C2 and so on. After your sentences write one last line: CHECK: and the number of the one look that would tell most about whether this is the cause, such as CHECK: C2, or CHECK: none.
            """;

    private static final Pattern PROPOSAL = Pattern.compile("CHECK: C(\\d{1,2})");
    private static final int HYPOTHESES = 3;
    private static final int METRICS = 24;
    private static final int LOGS = 4;

    /** One look. */
    sealed interface Look {
        /** For the list, in English and Chinese. */
        Words what();

        /** At the samples of a metric. */
        record AtMetric(Series series) implements Look {
            @Override
            public Words what() {
                String of = series.metric().name() + " of " + series.metric().resource().id();
                return new Words(
                        "metric " + of,
                        series.metric().resource().id() + " 的指标 " + series.metric().name());
            }
        }

        /** At the log of a place. */
        record AtLog(Resource of) implements Look {
            @Override
            public Words what() {
                return new Words("log of " + of.id(), of.id() + " 的日志");
            }
        }
    }

    /** Reads the lines of a place, as many as there may be. */
    interface Lines {
        List<LogLine> of(Resource place, Instant from, Instant until);
    }

    private final List<Look> looks;
    private final Instant onset;
    private final Instant until;

    private FurtherCheck(List<Look> looks, Instant onset, Instant until) {
        this.looks = List.copyOf(looks);
        this.onset = onset;
        this.until = until;
    }

    static FurtherCheck of(Facts facts, Diagnosis diagnosis) {
        Set<String> ids = new LinkedHashSet<>();
        List<Resource> places = new ArrayList<>();
        for (Hypothesis each : diagnosis.hypotheses().stream().limit(HYPOTHESES).toList())
            for (Resource place : each.path())
                if (ids.add(place.owner().id())) places.add(place.owner());
        List<Look> looks = new ArrayList<>();
        facts.facts().metrics().stream()
                .filter(series -> ids.contains(series.metric().resource().owner().id()))
                .filter(series -> series.present() > 0)
                .limit(METRICS)
                .forEach(series -> looks.add(new Look.AtMetric(series)));
        places.stream()
                .filter(place -> place.name() != null)
                .limit(LOGS)
                .forEach(place -> looks.add(new Look.AtLog(place)));
        return new FurtherCheck(looks, diagnosis.onset(), facts.facts().until());
    }

    /** The list, and how to name one of it. */
    Wording.Besides offered() {
        List<String> choices = new ArrayList<>();
        for (Look look : looks)
            choices.add("C%d: %s".formatted(choices.size() + 1, look.what().en()));
        return new Wording.Besides(looks.isEmpty() ? "" : RULE, BEGINS, choices);
    }

    /** What is proposed, if it is exactly one thing of the list; anything else is nothing. */
    Optional<Look> proposed(List<String> lines) {
        if (lines.size() != 1) return Optional.empty();
        Matcher proposal = PROPOSAL.matcher(lines.getFirst());
        if (!proposal.matches()) return Optional.empty();
        int number = Integer.parseInt(proposal.group(1));
        return number >= 1 && number <= looks.size()
                ? Optional.of(looks.get(number - 1))
                : Optional.empty();
    }

    /** Takes a look. */
    Explanation.Checked take(Look look, String by, Lines lines) {
        return switch (look) {
            case Look.AtMetric at ->
                    new Explanation.Checked(
                            by, at.what(), found(at.series()), at.series().metric().query());
            case Look.AtLog at ->
                    new Explanation.Checked(
                            by, at.what(), found(at.of(), lines), "logs of " + at.of().id());
        };
    }

    private Words found(Series series) {
        Series after = series.between(onset, until.plusSeconds(1));
        double[] before = present(series.between(series.start(), onset));
        double[] since = present(after);
        if (before.length == 0 || since.length == 0)
            return new Words("no samples on both sides of the onset", "起始时刻前后没有可比的样本");
        double least = before[0];
        double most = before[before.length - 1];
        long outside = Arrays.stream(since).filter(v -> v < least || v > most).count();
        String was = number(least) + "–" + number(most);
        String median = number(after.median());
        return new Words(
                "%d of %d samples since the onset lie outside %s, all it was before; their median is %s"
                        .formatted(outside, since.length, was, median),
                "起始后 %d/%d 个样本超出此前的范围 %s，中位数为 %s".formatted(outside, since.length, was, median));
    }

    private Words found(Resource place, Lines lines) {
        Instant before = onset.minus(Duration.between(onset, until));
        List<LogLine> then = lines.of(place, before, onset);
        List<LogLine> since = lines.of(place, onset, until);
        return new Words(
                "%d lines since the onset, %d of them errors; %d and %d in as long a time before"
                        .formatted(since.size(), errors(since), then.size(), errors(then)),
                "起始后 %d 行，其中错误 %d 行；此前同样长的时间内为 %d 行和 %d 行"
                        .formatted(since.size(), errors(since), then.size(), errors(then)));
    }

    private static long errors(List<LogLine> lines) {
        return lines.stream()
                .filter(line -> line.severity().compareTo(LogLine.Severity.ERROR) >= 0)
                .count();
    }

    /** Sorted, without gaps. */
    private static double[] present(Series series) {
        return Arrays.stream(series.values()).filter(v -> !Double.isNaN(v)).sorted().toArray();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
