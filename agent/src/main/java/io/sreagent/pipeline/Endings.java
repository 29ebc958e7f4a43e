package io.sreagent.pipeline;

import io.sreagent.contract.plan.Plan;
import io.sreagent.incident.Database;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.Plans;
import io.sreagent.incident.StepRun;
import io.sreagent.incident.StepRuns;
import io.sreagent.incident.StepState;
import io.sreagent.incident.TargetLocks;
import io.sreagent.incident.Tx;
import io.sreagent.learning.PlaybookRun;
import io.sreagent.learning.PlaybookRun.Ending;
import io.sreagent.learning.PlaybookRuns;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * How a plan ends, whoever ends it: the record of its run, the end of what it may still do, and the
 * freeing of its targets, in the transaction that moves its incident.
 */
@Singleton
public final class Endings {
    private static final Duration TARGET_LEASE = Duration.ofMinutes(30);

    private final Database database;
    private final Plans plans;
    private final StepRuns steps;
    private final PlaybookRuns history;
    private final TargetLocks locks;
    private final InstantSource clock;

    public Endings(
            Database database,
            Plans plans,
            StepRuns steps,
            PlaybookRuns history,
            TargetLocks locks,
            InstantSource clock) {
        this.database = database;
        this.plans = plans;
        this.steps = steps;
        this.history = history;
        this.locks = locks;
        this.clock = clock;
    }

    /**
     * It worked, and that was checked. The plan stays as it was decided: it has been carried out.
     */
    void proven(Tx tx, Plan plan) {
        record(tx, plan, Ending.VERIFIED, "");
        locks.releaseAll(tx, plan.id());
    }

    /** It was begun and ends otherwise than proven. */
    void end(Tx tx, Plan plan, Ending ending, String why) {
        record(tx, plan, ending, why);
        drop(tx, plan, why);
    }

    /** It ends before anything of it was done. */
    void drop(Tx tx, Plan plan, String why) {
        plans.makeVoid(tx, plan.id(), why, clock.instant());
        locks.releaseAll(tx, plan.id());
    }

    /** Whatever plans of the incident are still open are left. */
    void leaveAll(Tx tx, String incidentId, String why) {
        for (OfferedPlan offered : plans.of(incidentId))
            if (!offered.state().next().isEmpty()) leave(tx, offered, why);
    }

    /**
     * Nothing more of it is done. What was done already has an outcome that nobody will check; a
     * step that is being done this moment keeps its target until its lease ends.
     */
    void leave(Tx tx, OfferedPlan offered, String why) {
        Plan plan = offered.plan();
        List<StepState> states = steps.of(plan.id()).stream().map(StepRun::state).toList();
        if (states.stream().anyMatch(Endings::isTouched)) record(tx, plan, Ending.UNKNOWN, why);
        plans.makeVoid(tx, plan.id(), why, clock.instant());
        if (states.stream().noneMatch(StepState::isOpen)) locks.releaseAll(tx, plan.id());
    }

    /** Its targets stay its own while it is being proven. */
    void hold(Plan plan) {
        database.change("target:held", tx -> locks.renewAll(tx, plan.id(), TARGET_LEASE));
    }

    private void record(Tx tx, Plan plan, Ending ending, String why) {
        Instant now = clock.instant();
        Instant started = plans.find(plan.id()).map(OfferedPlan::offeredAt).orElse(now);
        history.record(
                tx,
                new PlaybookRun(
                        plan.id(),
                        plan.incidentId(),
                        plan.playbook(),
                        plan.playbookVersion(),
                        ending,
                        plan.risk().score(),
                        started,
                        now,
                        why));
    }

    private static boolean isTouched(StepState state) {
        return state != StepState.PLANNED && state != StepState.REFUSED;
    }
}
