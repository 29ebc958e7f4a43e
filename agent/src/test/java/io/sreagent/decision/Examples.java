package io.sreagent.decision;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import io.sreagent.contract.plan.Check;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.PlaybookHistory.Past;
import io.sreagent.contract.plan.Reliability;
import io.sreagent.contract.plan.Risk;
import io.sreagent.contract.plan.Step;
import io.sreagent.contract.source.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A shop whose checkout leaks, and circumstances in which everything would be allowed. */
final class Examples {
    static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    static final Resource CHECKOUT = Resource.service("shop", "checkout");
    static final Target DEPLOYMENT = new Target("Deployment", "shop", "checkout", "uid-1");
    static final Check VERIFY = new Check("trigger", 5, Duration.ofMinutes(20));

    private Examples() {}

    static Incident incident() {
        return new Incident(
                "INC-7",
                Incident.Kind.DETECTED,
                IncidentState.DIAGNOSING,
                Severity.HIGH,
                new Words("checkout leaks", "checkout 内存泄漏"),
                CHECKOUT,
                NOW.minusSeconds(600),
                NOW.minusSeconds(300),
                null,
                null,
                null,
                null,
                1,
                3);
    }

    static Workload workload() {
        return new Workload(
                DEPLOYMENT,
                List.of("checkout"),
                Map.of("app", "checkout"),
                Map.of("checkout", "checkout:v2"),
                3,
                3,
                2,
                List.of(),
                List.of("checkout-config"));
    }

    static Situation situation(FaultKind kind, io.sreagent.analysis.fact.Change... changes) {
        Hypothesis cause =
                new Hypothesis(new Candidate(CHECKOUT, kind), 0.9, List.of(CHECKOUT), List.of());
        return new Situation(
                incident(),
                new Diagnosis(NOW.minusSeconds(600), List.of(cause), false, List.of()),
                List.of(workload()),
                List.of(changes),
                List.of(),
                List.of(Resource.service("shop", "web")),
                12,
                1,
                NOW);
    }

    static Plan plan(Target target, Category category, double risk, Reliability reliability) {
        Preview preview =
                new Preview(
                        target,
                        List.of(new FieldChange("/spec/replicas", "3", "6")),
                        "-3\n+6",
                        List.of(),
                        "scale back");
        Step step =
                new Step(
                        "PLAN-7-1-1/1",
                        "scale",
                        new Intent("test.scale", target, Map.of()),
                        category,
                        preview,
                        true,
                        Duration.ofMinutes(5),
                        true);
        return new Plan(
                "PLAN-7-1-1",
                "INC-7",
                "scale-out",
                "v1",
                new Candidate(CHECKOUT, FaultKind.TRAFFIC),
                List.of(step),
                VERIFY,
                new Risk(risk, risk, risk, risk, risk),
                reliability,
                0.8,
                "hash-1");
    }

    static Plan goodPlan() {
        return plan(DEPLOYMENT, Category.REMEDIATION, 0.3, trusted());
    }

    static Reliability trusted() {
        return new Reliability(0.93, 0.95, 1.0, 0.88, 1.0, true);
    }

    static Circumstances permissive() {
        return new Circumstances(
                Map.of("database", new KillSwitch.State.Released()),
                Optional.empty(),
                false,
                true,
                true,
                0,
                0,
                Optional.empty(),
                new Past(40, 39, 0, 10, 0),
                false,
                true,
                NOW);
    }
}
