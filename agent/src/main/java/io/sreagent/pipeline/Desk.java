package io.sreagent.pipeline;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import io.sreagent.decision.Wish;
import io.sreagent.decision.Wishes;
import io.sreagent.incident.Approvals;
import io.sreagent.incident.ChangeWindow;
import io.sreagent.incident.Database;
import io.sreagent.incident.Decision;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Jobs;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.Plans;
import io.sreagent.incident.Policies;
import io.sreagent.incident.Policy;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.incident.Tx;
import io.sreagent.learning.Feedback;
import io.sreagent.learning.PlaybookRuns;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Where people's words come in. Each is one transaction: what was said, what it changes, and the
 * job that goes on from there, together or not at all.
 */
@Singleton
public class Desk {
    private final Database database;
    private final Incidents incidents;
    private final Plans plans;
    private final Approvals approvals;
    private final Endings endings;
    private final Life life;
    private final Policies policies;
    private final PlaybookRuns runs;
    private final Wishes wishes;
    private final Jobs jobs;
    private final InstantSource clock;

    public Desk(
            Database database,
            Incidents incidents,
            Plans plans,
            Approvals approvals,
            Endings endings,
            Life life,
            Policies policies,
            PlaybookRuns runs,
            Wishes wishes,
            Jobs jobs,
            InstantSource clock) {
        this.database = database;
        this.incidents = incidents;
        this.plans = plans;
        this.approvals = approvals;
        this.endings = endings;
        this.life = life;
        this.policies = policies;
        this.runs = runs;
        this.wishes = wishes;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** Opens an incident for trouble that a person has seen. */
    public Incident report(String title, Resource resource, Severity severity, Principal who) {
        who.require(Role.OPERATOR);
        Instant now = clock.instant();
        Words words = new Words(who.name() + " reported: " + title, who.name() + " 报告：" + title);
        return database.transaction(
                "incident:report",
                tx -> {
                    Incident opened =
                            incidents.open(
                                    tx,
                                    id -> reported(id, title, resource, severity, now),
                                    TimelineEvent.of(now, who.name(), "opened", words));
                    advance(tx, opened.id(), now);
                    return opened;
                });
    }

    /**
     * Takes one person's answer to a plan.
     *
     * @param planHash the plan as that person saw it
     */
    public Decision decide(
            String planId, String planHash, boolean approve, Principal who, String reason) {
        Instant now = clock.instant();
        return database.transaction(
                "plan:decide",
                tx -> {
                    Decision decision =
                            approvals.decide(tx, planId, planHash, approve, who, reason);
                    switch (decision) {
                        case Decision.Approved(var plan) -> {
                            note(tx, plan.incidentId(), now, who, "approved", planId, reason);
                            advance(tx, plan.incidentId(), now);
                        }
                        case Decision.Rejected(var plan) -> {
                            note(tx, plan.incidentId(), now, who, "rejected", planId, reason);
                            advance(tx, plan.incidentId(), now);
                        }
                        case Decision.OneMoreNeeded(var plan) ->
                                note(tx, plan.incidentId(), now, who, "approved", planId, reason);
                        case Decision.Refused refused -> {}
                    }
                    return decision;
                });
    }

    /** Hands an incident to a person; nothing more is done by a plan, decided upon or not. */
    public Incident escalate(Incident current, Principal who, String reason) {
        Words words = new Words(who.name() + " took it: " + reason, who.name() + " 接手：" + reason);
        return lead(current, IncidentState.ESCALATED, who, words, Life.Besides.NOTHING);
    }

    /** Has an incident that a person holds diagnosed once more; whoever asks does not approve. */
    public Incident diagnose(Incident current, Principal who, String reason) {
        Words words =
                new Words(
                        who.name() + " wants it diagnosed again: " + reason,
                        who.name() + " 要求重新诊断：" + reason);
        return lead(current, IncidentState.DIAGNOSING, who, words, Life.Besides.NOTHING);
    }

    /**
     * Has one step offered that a person wants done about an escalated incident; the gate judges
     * it, and somebody else approves. What nothing measures cannot be proven to have helped, so
     * that there must be an indicator out of its band.
     *
     * @throws PreviewRefused when it cannot be done as things stand; nothing has changed then
     */
    public Incident execute(Incident current, Wish wish, Principal who) throws PreviewRefused {
        who.require(Role.OPERATOR);
        if (current.state() != IncidentState.ESCALATED)
            throw new PreviewRefused(
                    "%s is %s, and a person's wish is for one that a person has: escalate it first"
                            .formatted(current.id(), current.state()));
        if (Trigger.anomalies(incidents, current.id()).isEmpty())
            throw new PreviewRefused(
                    "nothing measured is wrong in %s: what is done could not be proven to help"
                            .formatted(current.id()));
        String what = wish.intent().tool() + " on " + wishes.preview(wish).target().id();
        Words words =
                new Words(
                        "%s asks for %s: %s".formatted(who.name(), what, wish.reason()),
                        "%s 请求执行 %s：%s".formatted(who.name(), what, wish.reason()));
        return lead(
                current,
                IncidentState.DIAGNOSING,
                who,
                words,
                tx -> life.attach(tx, current, Diagnosing.WISH, wish));
    }

    private Incident lead(
            Incident current, IncidentState to, Principal who, Words words, Life.Besides besides) {
        who.require(Role.OPERATOR);
        return life.move(
                current,
                to,
                who.name(),
                words,
                tx -> {
                    endings.leaveAll(tx, current.id(), words.en());
                    besides.in(tx);
                });
    }

    /** Ends an incident on a person's word. */
    public Incident resolve(Incident current, Principal who, String reason) {
        who.require(Role.OPERATOR);
        Words words =
                new Words(who.name() + " resolved it: " + reason, who.name() + " 关闭：" + reason);
        return life.resolve(
                current,
                Incident.Resolution.BY_PERSON,
                who.name(),
                words,
                tx -> {
                    endings.leaveAll(tx, current.id(), words.en());
                    advance(tx, current.id(), clock.instant());
                });
    }

    /**
     * Keeps what a person thought of the last plan, or of the diagnosis where there was none.
     *
     * @return false when there is no plan that could learn from it; the words are kept all the same
     */
    public boolean feedback(Incident about, boolean helpful, String comment, Principal who) {
        who.require(Role.OPERATOR);
        Instant now = clock.instant();
        List<OfferedPlan> offered = plans.of(about.id());
        String verb = helpful ? "feedback_good" : "feedback_bad";
        return database.transaction(
                "incident:feedback",
                tx -> {
                    note(tx, about.id(), now, who, verb, "", comment);
                    if (offered.isEmpty()) return false;
                    var plan = offered.getLast().plan();
                    runs.record(
                            tx,
                            new Feedback(
                                    about.id(),
                                    plan.playbook(),
                                    plan.playbookVersion(),
                                    helpful,
                                    who.name(),
                                    comment,
                                    now));
                    return true;
                });
    }

    /** Sets one flag of the policy. */
    public Policy allow(String scope, boolean enabled, Principal who, String reason) {
        Policy policy = new Policy(scope, enabled, who.name(), reason, clock.instant());
        database.change("policy:set", tx -> policies.set(tx, policy));
        return policy;
    }

    /** Forbids all action on a scope for a while. */
    public void open(ChangeWindow window, Principal who) {
        who.require(Role.OPERATOR);
        database.change("policy:window", tx -> policies.open(tx, window, clock.instant()));
    }

    /**
     * @return false when there is no such window
     */
    public boolean close(String windowId, Principal who) {
        who.require(Role.ADMIN);
        return database.transaction(
                "policy:window_closed",
                tx -> policies.close(tx, windowId, who.name(), clock.instant()));
    }

    private void advance(Tx tx, String incidentId, Instant at) {
        jobs.schedule(tx, Life.ADVANCE, incidentId, "", at);
    }

    private void note(
            Tx tx,
            String incidentId,
            Instant at,
            Principal who,
            String verb,
            String planId,
            String reason) {
        String tail = Optional.of(reason).filter(r -> !r.isBlank()).map(r -> ": " + r).orElse("");
        String plan = planId.isEmpty() ? "" : " " + planId;
        Words words =
                switch (verb) {
                    case "approved" ->
                            new Words(who.name() + " approved" + plan, who.name() + " 批准" + plan);
                    case "rejected" ->
                            new Words(who.name() + " rejected" + plan, who.name() + " 拒绝" + plan);
                    case "feedback_good" ->
                            new Words(who.name() + " found it right", who.name() + " 认为正确");
                    default -> new Words(who.name() + " found it wrong", who.name() + " 认为不对");
                };
        incidents.note(
                tx,
                incidentId,
                TimelineEvent.of(
                        at, who.name(), verb, new Words(words.en() + tail, words.zh() + tail)));
    }

    private static Incident reported(
            String id, String title, Resource resource, Severity severity, Instant now) {
        return new Incident(
                id,
                Incident.Kind.REPORTED,
                IncidentState.ALERT_RECEIVED,
                severity,
                new Words(title, title),
                resource,
                now,
                now,
                null,
                null,
                null,
                null,
                0,
                0);
    }
}
