package io.sreagent.pipeline;

import io.sreagent.analysis.cause.DependencyGraph;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.analysis.finding.Words;
import io.sreagent.cognition.Diagnoser;
import io.sreagent.cognition.FactGatherer;
import io.sreagent.cognition.Facts;
import io.sreagent.cognition.Outlook;
import io.sreagent.cognition.Surroundings;
import io.sreagent.contract.incident.Incident;
import io.sreagent.decision.Wish;
import io.sreagent.incident.Document;
import io.sreagent.incident.Incidents;
import io.sreagent.perception.Dependencies;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Ranks the causes, again at each tick while more facts come in, until two diagnoses in a row name
 * the same cause. What stays unsure for longer than {@link #PATIENCE} goes to a person; where
 * nothing can be acted on, the second look suffices: waiting would help nobody.
 */
@Singleton
final class Diagnosing {
    static final Duration PATIENCE = Duration.ofMinutes(8);

    /** What a person wants done, attached when that person leads the incident here. */
    static final String WISH = "wish";

    static final Duration PREDICTED_PATIENCE = Duration.ofMinutes(40);

    private final FactGatherer gatherer;
    private final Diagnoser diagnoser;
    private final Outlook outlook;
    private final Dependencies dependencies;
    private final Incidents incidents;
    private final Deciding deciding;
    private final Explaining explaining;
    private final Life life;
    private final Duration interval;

    Diagnosing(
            FactGatherer gatherer,
            Diagnoser diagnoser,
            Outlook outlook,
            Dependencies dependencies,
            Incidents incidents,
            Deciding deciding,
            Explaining explaining,
            Life life,
            @ConfigProperty(name = "check_interval_seconds", defaultValue = "60")
                    int intervalSeconds) {
        this.gatherer = gatherer;
        this.diagnoser = diagnoser;
        this.outlook = outlook;
        this.dependencies = dependencies;
        this.incidents = incidents;
        this.deciding = deciding;
        this.explaining = explaining;
        this.life = life;
        this.interval = Duration.ofSeconds(intervalSeconds);
    }

    /** Returns after how long to look again; empty when the incident has moved on. */
    Optional<Duration> advance(Incident incident) {
        List<Anomaly> anomalies = Trigger.anomalies(incidents, incident.id());
        if (anomalies.isEmpty()) return nothingMeasured(incident);
        Trigger trigger = new Trigger(anomalies);
        DependencyGraph graph = dependencies.graph(life.now());
        Facts facts = gatherer.gather(trigger.anomalies(), graph, life.now());
        Diagnosis diagnosis = diagnoser.diagnose(facts);
        Surroundings around = Surroundings.of(facts, diagnosis);
        Optional<Outlook.Prospect> prospect = outlook.of(trigger.metric(), life.now());
        boolean isFirst = latest(incident).isEmpty();
        boolean isSettled = isSettled(diagnosis, latest(incident));
        life.note(
                incident,
                "diagnosis",
                words(diagnosis),
                tx -> {
                    life.attach(tx, incident, "diagnosis", diagnosis);
                    prospect.ifPresent(found -> life.attach(tx, incident, "forecast", found));
                    life.attach(tx, incident, "facts", facts.summary());
                    life.attach(tx, incident, "surroundings", around);
                    if (isSettled) explaining.soon(tx, incident);
                });
        List<Breach> breaches = prospect.flatMap(Outlook.Prospect::limitCrossed).stream().toList();
        Optional<Wish> wish = ofThisRound(incident, WISH).map(found -> found.as(Wish.class));
        if (wish.isPresent()) {
            deciding.decide(incident, wish.get(), diagnosis, facts, breaches, graph);
            return Optional.empty();
        }
        if (isSettled) {
            deciding.decide(incident, diagnosis, facts, breaches, graph);
            return Optional.empty();
        }
        if (life.now().isBefore(life.inStateSince(incident).plus(patience(incident)))
                && (isFirst || deciding.mayAct())) return Optional.of(interval);
        life.escalate(
                incident, "sre-agent", unsure(diagnosis), tx -> explaining.soon(tx, incident));
        return Optional.empty();
    }

    /**
     * A person reported it; until something measured confirms it there is nothing to reason from.
     */
    private Optional<Duration> nothingMeasured(Incident incident) {
        if (life.now().isBefore(life.inStateSince(incident).plus(PATIENCE)))
            return Optional.of(interval);
        Words words =
                new Words(
                        "nothing measured is out of its band, a person has it", "没有指标偏离正常区间，已转交人工");
        life.escalate(incident, "sre-agent", words, Life.Besides.NOTHING);
        return Optional.empty();
    }

    /** Before anything hurts there is time to let the picture become clear. */
    private static Duration patience(Incident incident) {
        return incident.kind() == Incident.Kind.PREDICTED ? PREDICTED_PATIENCE : PATIENCE;
    }

    /** The last diagnosis of this round; an earlier round's cause has been tried already. */
    private Optional<Diagnosis> latest(Incident incident) {
        return ofThisRound(incident, "diagnosis")
                .map((Document document) -> document.as(Diagnosis.class));
    }

    private Optional<Document> ofThisRound(Incident incident, String kind) {
        return incidents
                .latest(incident.id(), kind)
                .filter(document -> !document.at().isBefore(life.inStateSince(incident)));
    }

    private static boolean isSettled(Diagnosis diagnosis, Optional<Diagnosis> before) {
        if (diagnosis.abstained()) return false;
        Optional<Hypothesis> earlier = before.filter(d -> !d.abstained()).flatMap(Diagnosis::best);
        return earlier.map(Hypothesis::candidate)
                .equals(diagnosis.best().map(Hypothesis::candidate));
    }

    private static Words words(Diagnosis diagnosis) {
        return diagnosis
                .best()
                .map(
                        best -> {
                            Resource where = best.candidate().resource();
                            String kind = best.candidate().kind().code();
                            String sure =
                                    String.format(Locale.ROOT, "%.0f %%", 100 * best.confidence());
                            return new Words(
                                    "most likely cause: "
                                            + kind
                                            + " of "
                                            + where.id()
                                            + ", confidence "
                                            + sure,
                                    "最可能的根因：" + where.id() + " 的 " + kind + "，置信度 " + sure);
                        })
                .orElse(new Words("no cause found yet", "尚未找到根因"));
    }

    private static Words unsure(Diagnosis diagnosis) {
        String next =
                diagnosis.lookNext().isEmpty()
                        ? ""
                        : "; look next at: " + diagnosis.lookNext().getFirst().en();
        String nextZh =
                diagnosis.lookNext().isEmpty()
                        ? ""
                        : "；下一步：" + diagnosis.lookNext().getFirst().zh();
        return new Words(
                "not sure enough of the cause, a person has it" + next, "对根因把握不足，已转交人工" + nextZh);
    }
}
