package io.sreagent.analysis.cause;

import static org.assertj.core.api.Assertions.assertThat;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.finding.Diagnosis;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A source that is not there costs confidence, and nothing else. */
class MissingFactsTest {
    private static final String CAUSE = "shop/checkout memory";

    private final CauseEngine engine = CauseEngine.standard();

    private enum Part {
        ONSET,
        METRICS,
        ALARMS,
        GRAPH,
        CHANGES,
        EVENTS,
        LOGS,
        SPANS
    }

    /** A leak that every source tells of. */
    private static Case leak() {
        return new Shop(1)
                .moves("memory_utilisation", Shop.pod("checkout"), t -> Math.min(0.5, 0.06 * t))
                .movesLate("error_ratio", Shop.at("checkout"), 4, t -> 0.05)
                .movesLate("latency_p99", Shop.at("checkout"), 4, t -> 0.3)
                .movesLate("latency_p99", Shop.at("frontend"), 4, t -> 0.2)
                .alarm("latency_p99", "frontend")
                .change("checkout", Change.Kind.DEPLOY, 5, "image checkout:v1 → checkout:v2")
                .event("checkout", "OOMKilling", "Memory cgroup out of memory: Killed process 7")
                .log(
                        "checkout",
                        LogLine.Severity.ERROR,
                        "java.lang.OutOfMemoryError: Java heap space",
                        20)
                .calls("frontend", "checkout", 20, 1)
                .slowCalls("frontend", "checkout", 300, 1)
                .facts();
    }

    private static Case without(Set<Part> missing) {
        Case all = leak();
        return new Case(
                missing.contains(Part.ONSET) ? Optional.empty() : all.onset(),
                all.until(),
                missing.contains(Part.METRICS) ? List.of() : all.metrics(),
                missing.contains(Part.ALARMS) ? List.of() : all.anomalies(),
                missing.contains(Part.GRAPH) ? DependencyGraph.EMPTY : all.graph(),
                missing.contains(Part.CHANGES) ? List.of() : all.changes(),
                missing.contains(Part.EVENTS) ? List.of() : all.events(),
                missing.contains(Part.LOGS) ? List.of() : all.logs(),
                missing.contains(Part.SPANS) ? List.of() : all.spans());
    }

    /** In the right place, whatever is said to have failed there. */
    private double confidence(Set<Part> missing) {
        Diagnosis diagnosis = engine.diagnose(without(missing));
        return diagnosis.hypotheses().stream()
                .filter(each -> each.candidate().resource().equals(Shop.at("checkout")))
                .mapToDouble(each -> each.confidence())
                .sum();
    }

    @Test
    void all_sources_together_name_the_cause() {
        Diagnosis diagnosis = engine.diagnose(without(Set.of()));

        assertThat(diagnosis.best().orElseThrow().candidate().id()).isEqualTo(CAUSE);
        assertThat(diagnosis.abstained()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Part.class)
    void no_missing_kind_of_fact_makes_it_surer(Part missing) {
        assertThat(confidence(Set.of(missing))).isLessThanOrEqualTo(confidence(Set.of()) + 1e-6);
    }

    @ParameterizedTest
    @EnumSource(
            value = Part.class,
            names = {"METRICS", "EVENTS", "LOGS", "SPANS", "CHANGES"})
    void one_kind_of_fact_alone_is_enough_to_answer_and_not_to_be_as_sure(Part only) {
        Set<Part> missing = EnumSet.complementOf(EnumSet.of(only, Part.ONSET));

        assertThat(confidence(missing)).isLessThan(confidence(Set.of()));
    }

    @Test
    void fewer_and_fewer_sources_never_break_it() {
        Set<Part> missing = EnumSet.noneOf(Part.class);
        for (Part each : Part.values()) {
            missing.add(each);
            Diagnosis diagnosis = engine.diagnose(without(missing));
            double sum = diagnosis.hypotheses().stream().mapToDouble(one -> one.confidence()).sum();
            assertThat(sum).as("without %s", missing).isBetween(0.0, 1.0);
        }
    }
}
