package io.sreagent.pipeline;

import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.Words;
import io.sreagent.cognition.CarriedLoad;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.Incident.Resolution;
import io.sreagent.contract.plan.Check;
import io.sreagent.contract.plan.Plan;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Jobs;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.incident.Tx;
import io.sreagent.learning.PlaybookRun.Ending;
import io.sreagent.learning.PlaybookRuns;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Proves that a plan worked: the indicator that opened the incident is back in its band for so many
 * fresh samples in a row, and nothing that depends on it became worse. No data proves nothing; what
 * does not come back in time is undone.
 */
@Singleton
final class Verifying {
    /** Name of the job that looks again later. */
    static final String RECHECK = "incident.recheck";

    private static final Duration RECHECK_AFTER = Duration.ofMinutes(30);
    private static final Duration PASSES_WITHIN = Duration.ofMinutes(10);

    /** With less of the load that there was, what is good now proves nothing. */
    private static final double COMPARABLE = 0.5;

    private final Deciding deciding;
    private final Recovery recovery;
    private final CarriedLoad load;
    private final Unwinding unwinding;
    private final Endings endings;
    private final Incidents incidents;
    private final PlaybookRuns history;
    private final Jobs jobs;
    private final Life life;
    private final Duration interval;

    Verifying(
            Deciding deciding,
            Recovery recovery,
            CarriedLoad load,
            Unwinding unwinding,
            Endings endings,
            Incidents incidents,
            PlaybookRuns history,
            Jobs jobs,
            Life life,
            @ConfigProperty(name = "check_interval_seconds", defaultValue = "60")
                    int intervalSeconds) {
        this.deciding = deciding;
        this.recovery = recovery;
        this.load = load;
        this.unwinding = unwinding;
        this.endings = endings;
        this.incidents = incidents;
        this.history = history;
        this.jobs = jobs;
        this.life = life;
        this.interval = Duration.ofSeconds(intervalSeconds);
    }

    Optional<Duration> advance(Incident incident) {
        OfferedPlan offered = deciding.current(incident);
        Plan plan = offered.plan();
        if (unwinding.hasBegun(plan))
            return unwinding.advance(incident, offered, "found being undone");
        Check check = plan.verify();
        Trigger trigger = Trigger.of(incidents, incident.id());
        String metric = trigger.metric().id();
        Instant since = life.inStateSince(incident);
        Optional<Anomaly> worse = worse(trigger, since);
        if (worse.isPresent()) {
            return unwinding.advance(
                    incident, offered, "made another worse: " + worse.get().reason().en());
        }
        boolean isGood = recovery.goodSince(metric, since, check.samples()).isPresent();
        double carried =
                isGood
                        ? load.share(trigger.metric().resource().owner(), since, life.now())
                        : Double.NaN;
        if (isGood && carried >= COMPARABLE) return verified(incident, plan, metric, since);
        if (life.now().isBefore(since.plus(check.within()))) return lookAgain(plan);
        if (isGood) return unproven(incident, plan, carried);
        return unwinding.advance(
                incident,
                offered,
                "not back in its band after "
                        + check.within()
                        + ": "
                        + recovery.newest(metric, since));
    }

    private Optional<Duration> lookAgain(Plan plan) {
        endings.hold(plan);
        return Optional.of(interval);
    }

    /** Neither good nor bad: what was done stays, and a person judges. */
    private Optional<Duration> unproven(Incident incident, Plan plan, double carried) {
        String share = String.format(Locale.ROOT, "%.0f %%", 100 * carried);
        Words words =
                new Words(
                        "in its band again, but with " + share + " of the load: nothing is proven",
                        "指标已回到正常区间，但负载仅为此前的 " + share + "，无法证明已修复");
        life.escalate(
                incident,
                TimelineEvent.SELF,
                words,
                tx -> endings.end(tx, plan, Ending.UNKNOWN, words.en()));
        return Optional.empty();
    }

    /** Looked at again half an hour later: the outcome counts only if it lasts. */
    Optional<Duration> recheck(String incidentId) {
        Incident incident =
                incidents.find(incidentId).orElseThrow(() -> new UnknownIncident(incidentId));
        String metric = Trigger.of(incidents, incidentId).metric().id();
        Instant since = life.now().minus(interval.multipliedBy(5));
        String newest = recovery.newest(metric, since);
        if (!recovery.isSeen(metric, since))
            note(
                    incident,
                    "unseen",
                    "after 30 minutes nothing tells whether it lasts: ",
                    "30 分钟后没有数据可供复核：",
                    newest);
        else if (recovery.goodSince(metric, since, 1).isPresent())
            note(incident, "held", "still good after 30 minutes: ", "30 分钟后仍然正常：", newest);
        else relapsed(incident, newest);
        return Optional.empty();
    }

    private void note(Incident incident, String kind, String en, String zh, String newest) {
        life.note(incident, kind, new Words(en + newest, zh + newest), Life.Besides.NOTHING);
    }

    /** The incident stays as it was told; what is learned from it is that it did not help. */
    private void relapsed(Incident incident, String newest) {
        Words words =
                new Words("not good any more after 30 minutes: " + newest, "30 分钟后再次异常：" + newest);
        String plan = deciding.current(incident).plan().id();
        life.note(incident, "relapsed", words, tx -> history.relapsed(tx, plan, words.en()));
    }

    private Optional<Duration> verified(
            Incident incident, Plan plan, String metric, Instant since) {
        String proof = recovery.newest(metric, since);
        Words words =
                new Words(
                        "verified: "
                                + plan.verify().samples()
                                + " fresh samples in the band; "
                                + proof,
                        "验证通过：连续 " + plan.verify().samples() + " 个新样本处于正常区间；" + proof);
        life.resolve(
                incident,
                Resolution.FIXED,
                TimelineEvent.SELF,
                words,
                tx -> {
                    endings.proven(tx, plan);
                    life.attach(tx, incident, "verification", proof);
                    scheduleRecheck(tx, incident);
                });
        return Optional.empty();
    }

    private void scheduleRecheck(Tx tx, Incident incident) {
        jobs.schedule(tx, RECHECK, incident.id(), "", life.now().plus(RECHECK_AFTER));
    }

    /**
     * Another resource that began to hurt after the last step and goes on hurting. Pods that start
     * disturb their neighbours for a moment: what passes is no reason to take a fix back.
     */
    private Optional<Anomaly> worse(Trigger trigger, Instant since) {
        Instant lasting = life.now().minus(PASSES_WITHIN);
        return trigger.anomalies().stream()
                .filter(anomaly -> anomaly.onset().isAfter(since))
                .filter(anomaly -> anomaly.onset().isBefore(lasting))
                .filter(
                        anomaly ->
                                !anomaly.metric()
                                        .resource()
                                        .owner()
                                        .equals(trigger.metric().resource().owner()))
                .filter(anomaly -> recovery.goodSince(anomaly.metric().id(), since, 1).isEmpty())
                .max(Comparator.comparingDouble(anomaly -> Math.abs(anomaly.effect())));
    }
}
