package io.sreagent.ui;

import io.sreagent.access.Tokens;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Hop;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.Quote;
import io.sreagent.cognition.Correlation;
import io.sreagent.cognition.Explanation;
import io.sreagent.cognition.Facts;
import io.sreagent.cognition.Surroundings;
import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import io.sreagent.contract.plan.Check;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Reliability;
import io.sreagent.contract.plan.Risk;
import io.sreagent.contract.plan.Step;
import io.sreagent.contract.plan.Verdict;
import io.sreagent.incident.Database;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Json;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.Plans;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.llm.Prose;
import io.sreagent.llm.Sentence;
import io.sreagent.perception.Machine;
import io.sreagent.pipeline.LoopView;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** An incident as the loop leaves it when a person must decide, put into the stores by hand. */
@Singleton
@Alternative
public class Staged implements LoopView {
    private static final Duration STEP = Duration.ofSeconds(60);
    private static final Resource CHECKOUT = Resource.service("shop", "checkout");
    private static final Resource FRONT = Resource.service("shop", "front");
    private static final Metric MEMORY =
            new Metric(
                    "memory_utilisation",
                    CHECKOUT,
                    Unit.RATIO,
                    Hurts.UP,
                    "max by (namespace, pod)"
                            + " (container_memory_working_set_bytes{namespace=\"shop\"}) / on"
                            + " (namespace, pod) kube_pod_container_resource_limits");
    private static final Metric LATENCY =
            new Metric(
                    "latency_p99",
                    FRONT,
                    Unit.SECONDS,
                    Hurts.UP,
                    "histogram_quantile(0.99, sum by (le) (rate(http_server_seconds_bucket[5m])))");

    private final Database database;
    private final Incidents incidents;
    private final Plans plans;
    private final Tokens tokens;
    private final Instant now = Instant.now().minusSeconds(30);

    Staged(Database database, Incidents incidents, Plans plans, Tokens tokens) {
        this.database = database;
        this.incidents = incidents;
        this.plans = plans;
        this.tokens = tokens;
    }

    /** A token that was made for this role. */
    public String token(String name, Role role, boolean service) {
        return database.transaction(
                "test:token",
                tx -> tokens.create(tx.handle(), new Principal(name, role, service), "test", now));
    }

    /** Every answer that is kept for repeats. */
    public List<String> keptAnswers() {
        return database.read(
                handle ->
                        handle.createQuery(
                                        "SELECT body FROM idempotency_key WHERE body IS NOT NULL")
                                .mapTo(String.class)
                                .list());
    }

    /** Opens an incident and leads it to where its plan waits; its id. */
    public String waiting() {
        Instant symptom = now.minusSeconds(1500);
        return database.transaction(
                "test:stage",
                tx -> {
                    Incident opened =
                            incidents.open(
                                    tx,
                                    id -> incident(id, symptom),
                                    line(
                                            1200,
                                            "opened",
                                            "memory_utilisation of shop/checkout left its band:"
                                                    + " 74.1 %, expected 38–52 %",
                                            "shop/checkout 的内存利用率越出区间：74.1 %，预期 38–52 %"));
                    Incident at = opened;
                    at =
                            step(
                                    tx,
                                    at,
                                    IncidentState.GATHERING_INFO,
                                    1190,
                                    "Collecting 14 series, 3 changes, 8 events",
                                    "收集 14 条序列、3 次变更、8 个事件");
                    at =
                            step(
                                    tx,
                                    at,
                                    IncidentState.DIAGNOSING,
                                    1140,
                                    "Ranking 6 candidates",
                                    "对 6 个候选原因排序");
                    incidents.attach(tx, at.id(), "diagnosis", Json.write(diagnosis()), now);
                    incidents.attach(tx, at.id(), "facts", Json.write(facts()), now);
                    incidents.attach(tx, at.id(), "surroundings", Json.write(around()), now);
                    Plan plan = plan(at.id());
                    plans.offer(
                            tx,
                            plan,
                            verdict(plan),
                            PlanState.OFFERED,
                            TimelineEvent.SELF,
                            now.minusSeconds(1080),
                            Instant.now().plusSeconds(1800));
                    at =
                            step(
                                    tx,
                                    at,
                                    IncidentState.AWAITING_DECISION,
                                    1080,
                                    "Plan " + plan.id() + " waits for a person",
                                    "计划 " + plan.id() + " 等待人工决定");
                    return at.id();
                });
    }

    /** Opens an incident for load to come, which nothing measured and nothing proves; its id. */
    public String foreseen() {
        Hypothesis load =
                new Hypothesis(
                        new Candidate(CHECKOUT, FaultKind.TRAFFIC),
                        0.86,
                        List.of(CHECKOUT),
                        List.of());
        return database.transaction(
                "test:stage",
                tx -> {
                    Incident opened =
                            incidents.open(
                                    tx,
                                    id -> incident(id, now),
                                    line(
                                            60,
                                            "opened",
                                            "load of shop/checkout will outgrow what it can be given",
                                            "shop/checkout 的负载预计超出可扩容上限"));
                    Incident at = step(tx, opened, IncidentState.GATHERING_INFO, 50, "a", "a");
                    at = step(tx, at, IncidentState.DIAGNOSING, 40, "b", "b");
                    Diagnosis diagnosis = new Diagnosis(now, List.of(load), false, List.of());
                    incidents.attach(tx, at.id(), "diagnosis", Json.write(diagnosis), now);
                    String person = "only a person can make room, a person has it";
                    at = step(tx, at, IncidentState.ESCALATED, 30, person, "需要人工扩大上限");
                    return at.id();
                });
    }

    /** A model words the diagnosis and has something looked at. */
    public void explain(String incidentId) {
        Explanation.Checked check =
                new Explanation.Checked(
                        "openai small",
                        new Words("log of shop/checkout", "shop/checkout 的日志"),
                        new Words("41 lines since the onset", "起始后 41 行"),
                        "logs of shop/checkout");
        Explanation explanation =
                new Explanation(
                        diagnosis().best().orElseThrow().candidate().id(),
                        new Prose(
                                Prose.Path.MODEL,
                                "openai small",
                                List.of(new Sentence("The heap grew <b>since</b>.", List.of("E2"))),
                                List.of(new Sentence("堆内存自发布后增长。", List.of("E2"))),
                                0),
                        check);
        database.change(
                "test:explain",
                tx ->
                        incidents.attach(
                                tx, incidentId, "explanation", Json.write(explanation), now));
    }

    /** Adds a line to a time line, as somebody else would. */
    public void note(String incidentId, String words) {
        database.change(
                "test:note",
                tx ->
                        incidents.note(
                                tx,
                                incidentId,
                                TimelineEvent.of(
                                        now, "somebody", "note", new Words(words, words))));
    }

    @Override
    public List<Chart> charts(String incidentId) {
        return List.of(memory(), latency());
    }

    @Override
    public List<Anomaly> anomalies(Duration within) {
        return List.of(
                new Anomaly(
                        MEMORY,
                        AnomalyKind.TREND,
                        now.minusSeconds(600),
                        now,
                        0.91,
                        new Band(0.4, 0.5, 0.6),
                        0.99,
                        1e-9,
                        8.2,
                        List.of("drift", "run-rule"),
                        new Words("Memory of checkout climbs.", "checkout 的内存持续上升。")));
    }

    @Override
    public List<Machine> machines() {
        return List.of(
                new Machine(
                        Resource.service("shop", "checkout"),
                        now,
                        7,
                        0.83,
                        List.of(new Machine.Side(MEMORY, 8.2))));
    }

    @Override
    public List<BaselineInfo> baselines() {
        return List.of(
                new BaselineInfo(
                        MEMORY,
                        Duration.ofDays(7),
                        10_080,
                        0.97,
                        new Words("Learned from 7.0 days.", "已学习 7.0 天。"),
                        now));
    }

    @Override
    public int toLearnAnew() {
        return 0;
    }

    @Override
    public LoopStatus status() {
        return new LoopStatus(
                true,
                now,
                STEP,
                142,
                false,
                false,
                List.of(
                        new SourceStatus("prometheus", true, "2.53.0, 142 series joined"),
                        new SourceStatus("kubernetes", true, "v1.33")),
                List.of());
    }

    private Chart memory() {
        int n = 120;
        double[] values = new double[n];
        double[] lower = new double[n];
        double[] expected = new double[n];
        double[] upper = new double[n];
        Random noise = new Random(7);
        for (int i = 0; i < n; i++) {
            expected[i] = 0.45 + 0.03 * Math.sin(i / 20.0);
            lower[i] = expected[i] - 0.07;
            upper[i] = expected[i] + 0.07;
            values[i] = expected[i] + 0.015 * noise.nextGaussian() + Math.max(0, i - 90) * 0.011;
        }
        double[] mean = new double[60];
        double[] low = new double[60];
        double[] high = new double[60];
        for (int i = 0; i < 60; i++) {
            mean[i] = Math.min(1, values[n - 1] + 0.008 * i);
            low[i] = mean[i] - 0.002 * i - 0.01;
            high[i] = Math.min(1.1, mean[i] + 0.003 * i + 0.01);
        }
        Instant start = now.minus(STEP.multipliedBy(n - 1));
        Instant breach = now.plusSeconds(60 * 16);
        return new Chart(
                MEMORY,
                start,
                STEP,
                values,
                lower,
                expected,
                upper,
                List.of(new Stretch(start.plusSeconds(95 * 60), now)),
                new Future(
                        "theta+drift",
                        now.plus(STEP),
                        mean,
                        low,
                        high,
                        0.95,
                        Optional.of(
                                new Breach(
                                        MEMORY,
                                        0.9,
                                        "container limit",
                                        now.plusSeconds(660),
                                        breach,
                                        0.93,
                                        List.of(
                                                new Breach.Chance(1, 0.93),
                                                new Breach.Chance(3, 0.93))))),
                0.9);
    }

    private Chart latency() {
        int n = 120;
        double[] values = new double[n];
        double[] lower = new double[n];
        double[] expected = new double[n];
        double[] upper = new double[n];
        Random noise = new Random(3);
        for (int i = 0; i < n; i++) {
            expected[i] = 0.21;
            lower[i] = 0.16;
            upper[i] = 0.29;
            values[i] =
                    i == 40
                            ? Double.NaN
                            : 0.21 + 0.02 * noise.nextGaussian() + Math.max(0, i - 105) * 0.012;
        }
        Instant start = now.minus(STEP.multipliedBy(n - 1));
        return new Chart(
                LATENCY,
                start,
                STEP,
                values,
                lower,
                expected,
                upper,
                List.of(new Stretch(start.plusSeconds(112 * 60), now)),
                null,
                Double.NaN);
    }

    private static Incident incident(String id, Instant symptom) {
        return new Incident(
                id,
                Incident.Kind.DETECTED,
                IncidentState.ALERT_RECEIVED,
                Severity.HIGH,
                new Words("Memory of checkout climbs towards its limit", "checkout 的内存正逼近上限"),
                CHECKOUT,
                symptom,
                symptom.plusSeconds(180),
                null,
                null,
                null,
                null,
                1,
                0);
    }

    private Incident step(
            io.sreagent.incident.Tx tx,
            Incident from,
            IncidentState to,
            int secondsAgo,
            String en,
            String zh) {
        Incident next =
                new Incident(
                        from.id(),
                        from.kind(),
                        to,
                        from.severity(),
                        from.title(),
                        from.resource(),
                        from.symptomAt(),
                        from.openedAt(),
                        to == IncidentState.AWAITING_DECISION ? now.minusSeconds(secondsAgo) : null,
                        null,
                        null,
                        null,
                        from.round(),
                        from.version());
        return incidents.change(tx, from, next, line(secondsAgo, "state", en, zh));
    }

    private TimelineEvent line(int secondsAgo, String kind, String en, String zh) {
        return TimelineEvent.of(
                now.minusSeconds(secondsAgo), TimelineEvent.SELF, kind, new Words(en, zh));
    }

    private static Diagnosis diagnosis() {
        Candidate leak = new Candidate(CHECKOUT, FaultKind.MEMORY);
        Candidate release = new Candidate(Resource.service("shop", "catalog"), FaultKind.RELEASE);
        return new Diagnosis(
                Instant.parse("2026-01-05T10:00:00Z"),
                List.of(
                        new Hypothesis(
                                leak,
                                0.91,
                                List.of(CHECKOUT, FRONT),
                                List.of(
                                        new Hop(
                                                CHECKOUT,
                                                FRONT,
                                                new Words(
                                                        "front calls checkout: latency_p99 of front"
                                                                + " went 0.12 s → 0.81 s, 9.2 times"
                                                                + " its usual spread",
                                                        "front 调用 checkout：front 的 latency_p99：0.12 s"
                                                                + " → 0.81 s，为平时波动的 9.2 倍"),
                                                LATENCY.query())),
                                List.of(
                                        evidence(
                                                leak,
                                                "onset_order",
                                                2.1,
                                                "memory_utilisation left its band 11 min before any"
                                                        + " other series",
                                                "memory_utilisation 比其他序列早 11 分钟越出区间"),
                                        evidence(
                                                leak,
                                                "recent_change",
                                                1.6,
                                                "image checkout:v2.3.0 → checkout:v2.3.1, 4 min"
                                                        + " before the onset",
                                                "镜像 checkout:v2.3.0 → checkout:v2.3.1，在起点前 4 分钟"),
                                        evidence(
                                                leak,
                                                "resource_shift",
                                                1.2,
                                                "working set 6.4 robust deviations above its past",
                                                "工作集高出历史 6.4 个稳健偏差"),
                                        evidence(
                                                leak,
                                                "dependency_position",
                                                -0.4,
                                                "requests are as always at this hour",
                                                "请求量与平时此刻相同"))),
                        new Hypothesis(
                                release,
                                0.06,
                                List.of(Resource.service("shop", "catalog"), FRONT),
                                List.of(
                                        evidence(
                                                release,
                                                "recent_change",
                                                0.9,
                                                "catalog was deployed 20 min before",
                                                "catalog 在 20 分钟前发布"))),
                        new Hypothesis(
                                new Candidate(Resource.node("node-2"), FaultKind.NODE),
                                0.02,
                                List.of(Resource.node("node-2")),
                                List.of())),
                false,
                List.of());
    }

    private static Facts.Summary facts() {
        Facts.LogFindingSeen heap =
                new Facts.LogFindingSeen(
                        "shop/checkout",
                        "GC overhead <*> ms, heap at <*>",
                        LogFinding.Kind.NEW,
                        LogLine.Severity.WARN,
                        41,
                        Optional.of("gc-long-pause"),
                        new Words(
                                "Never seen before, 41 times: GC overhead <*> ms, heap at <*>",
                                "首次出现，共 41 次：GC overhead <*> ms, heap at <*>"),
                        List.of(
                                new Quote(
                                        "{app=\"checkout\"} 2026-01-05T09:58:12Z",
                                        "GC overhead 812 ms, heap at 93% <script>")));
        return new Facts.Summary(14, 8, 400, List.of(heap), List.of(), List.of());
    }

    private static Surroundings around() {
        String front = FRONT.id();
        return new Surroundings(
                List.of(
                        new Surroundings.Call(front, CHECKOUT.id(), 0.9, "metrics"),
                        new Surroundings.Call(front, "shop/catalog", 0.9, "metrics"),
                        new Surroundings.Call(CHECKOUT.id(), "shop/cart", 0.9, "metrics"),
                        new Surroundings.Call(CHECKOUT.id(), "shop/orders-db", 0.8, "kubernetes"),
                        new Surroundings.Call("shop/catalog", "shop/catalog-db", 1, "file")),
                List.of(MEMORY.id(), LATENCY.id(), "request_rate shop/front"),
                List.of(
                        new Correlation(MEMORY.id(), LATENCY.id(), 60, 0.91, 1e-5, 190),
                        new Correlation(MEMORY.id(), "request_rate shop/front", 0, -0.31, 0.2, 190),
                        new Correlation(
                                LATENCY.id(), "request_rate shop/front", -120, -0.72, 1e-3, 190)));
    }

    private static Evidence evidence(
            Candidate about, String kind, double logOdds, String en, String zh) {
        return new Evidence(
                about,
                kind,
                logOdds,
                new Words(en, zh),
                "container_memory_working_set_bytes{namespace=\"shop\",pod=~\"checkout-.*\"}");
    }

    private static Plan plan(String incidentId) {
        Target target =
                new Target(
                        "Deployment", "shop", "checkout", "5c0e1f0a-77aa-4b7e-a4a5-0d8c3f6f9d10");
        Intent intent = new Intent("kubernetes.rollback", target, Map.of("to_revision", "11"));
        Preview preview =
                new Preview(
                        target,
                        List.of(
                                new FieldChange(
                                        "/spec/template/spec/containers/0/image",
                                        "\"registry.shop/checkout:v2.3.1\"",
                                        "\"registry.shop/checkout:v2.3.0\"")),
                        """
                        --- deployment/shop/checkout (now)
                        +++ deployment/shop/checkout (dry run)
                        @@ -18,7 +18,7 @@
                               containers:
                               - name: checkout
                        -        image: registry.shop/checkout:v2.3.1
                        +        image: registry.shop/checkout:v2.3.0
                                 resources:
                        """,
                        List.of(
                                "3 pods of shop/checkout are replaced one by one",
                                "shop/front calls it"),
                        "Roll out revision 12 again");
        String id = incidentId.replace("INC", "PLAN") + "-1";
        return new Plan(
                id,
                incidentId,
                "rollback-after-deploy",
                "a41f",
                new Candidate(CHECKOUT, FaultKind.MEMORY),
                List.of(
                        new Step(
                                id + "-1",
                                "Roll checkout back to revision 11",
                                intent,
                                Category.REMEDIATION,
                                preview,
                                true,
                                Duration.ofMinutes(10),
                                true)),
                new Check("trigger", 5, Duration.ofMinutes(15)),
                new Risk(0.52, 0.6, 0.7, 0.35, 0.2),
                new Reliability(0.68, 0.91, 0.5, 0.41, 0.9, false),
                0.72,
                "9f2c".repeat(16));
    }

    private Verdict verdict(Plan plan) {
        return new Verdict(
                Mode.SEMI_AUTO,
                List.of(
                        new Verdict.Reason(
                                "automation",
                                Mode.SEMI_AUTO,
                                "automatic remediation is off (risk.auto_remediation_enabled)"),
                        new Verdict.Reason(
                                "reliability",
                                Mode.SEMI_AUTO,
                                "68 % is under 85 %; past success rests on 4 runs"),
                        new Verdict.Reason("risk", Mode.AUTO, "0.52 is under 0.6"),
                        new Verdict.Reason("deny_list", Mode.AUTO, "shop/checkout is not on it")),
                plan.hash(),
                now,
                now.plusSeconds(1800));
    }
}
