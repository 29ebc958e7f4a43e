package io.sreagent.pipeline;

import io.quarkus.arc.All;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.PlaybookHistory;
import io.sreagent.contract.plan.Step;
import io.sreagent.contract.plan.Verdict;
import io.sreagent.decision.Circumstances;
import io.sreagent.decision.PolicyGate;
import io.sreagent.incident.ActionLedger;
import io.sreagent.incident.ChangeWindow;
import io.sreagent.incident.Policies;
import io.sreagent.incident.Policy;
import io.sreagent.incident.TargetAction;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads everything the policy gate wants to know, afresh each time, and asks it. */
@Singleton
final class PolicyDesk {
    private static final Duration OPPOSITE_WITHIN = Duration.ofHours(24);

    private final PolicyGate gate;
    private final PolicyGate.RiskSettings risk;
    private final PolicyGate.Settings settings;
    private final List<KillSwitch> switches;
    private final Policies policies;
    private final ActionLedger ledger;
    private final PlaybookHistory history;
    private final InstantSource clock;

    PolicyDesk(
            PolicyGate gate,
            PolicyGate.RiskSettings risk,
            PolicyGate.Settings settings,
            @All List<KillSwitch> switches,
            Policies policies,
            ActionLedger ledger,
            PlaybookHistory history,
            InstantSource clock) {
        this.gate = gate;
        this.risk = risk;
        this.settings = settings;
        this.switches = switches;
        this.policies = policies;
        this.ledger = ledger;
        this.history = history;
        this.clock = clock;
    }

    Verdict judge(Plan plan) {
        return gate.judge(plan, circumstances(plan, clock.instant()));
    }

    /**
     * Why nothing may be done by itself with what runs a service just now; empty when it may.
     *
     * @param service {@code namespace/name}
     */
    Optional<String> objection(String service, Target target) {
        Instant now = clock.instant();
        Circumstances circumstances =
                new Circumstances(
                        readings(),
                        window(Stream.of(service), now),
                        settings.shadow(),
                        isAutomationOn(),
                        policies.isEnabled(Policy.service(service)),
                        0,
                        0,
                        Optional.empty(),
                        PlaybookHistory.Past.NONE,
                        false,
                        false,
                        now);
        return gate.standing(target, circumstances).stream()
                .filter(reason -> reason.mode() != Mode.AUTO)
                .findFirst()
                .map(reason -> reason.check() + ": " + reason.words());
    }

    private boolean isAutomationOn() {
        return risk.autoRemediationEnabled() && policies.isEnabled(Policy.AUTOMATION);
    }

    private Circumstances circumstances(Plan plan, Instant now) {
        Instant hourAgo = now.minus(Duration.ofHours(1));
        List<String> targets =
                plan.steps().stream().map(step -> step.preview().target().id()).distinct().toList();
        return new Circumstances(
                readings(),
                window(touched(plan), now),
                settings.shadow(),
                isAutomationOn(),
                policies.isEnabled(Policy.service(plan.cause().resource().owner().id())),
                ledger.automaticOfOthers(plan.id(), hourAgo),
                targets.stream()
                        .mapToInt(target -> ledger.automaticOfOthers(target, plan.id(), hourAgo))
                        .max()
                        .orElse(0),
                opposite(plan, now),
                history.of(plan.playbook(), plan.playbookVersion()),
                policies.isDisabled(Policy.playbook(plan.playbook())),
                policies.isEnabled(Policy.playbook(plan.playbook())),
                now);
    }

    private Map<String, KillSwitch.State> readings() {
        Map<String, KillSwitch.State> readings = new LinkedHashMap<>();
        switches.forEach(each -> readings.put(each.name(), each.read()));
        return readings;
    }

    private static Stream<String> touched(Plan plan) {
        return Stream.concat(
                Stream.of(plan.cause().resource().owner().id()),
                plan.steps().stream()
                        .map(step -> step.preview().target())
                        .map(target -> target.namespace() + "/" + target.name()));
    }

    private Optional<String> window(Stream<String> touched, Instant now) {
        return touched.distinct()
                .flatMap(resource -> policies.windows(resource, now).stream())
                .findFirst()
                .map(
                        (ChangeWindow w) ->
                                w.kind().name().toLowerCase(java.util.Locale.ROOT)
                                        + " window "
                                        + w.id()
                                        + " ("
                                        + w.reason()
                                        + ")");
    }

    private Optional<String> opposite(Plan plan, Instant now) {
        return plan.steps().stream()
                .flatMap(step -> earlier(step, plan, now))
                .findFirst()
                .map(
                        action ->
                                action.tool()
                                        + " on "
                                        + action.targetId()
                                        + " by "
                                        + action.planId()
                                        + " at "
                                        + action.at());
    }

    private Stream<TargetAction> earlier(Step step, Plan plan, Instant now) {
        String target = step.preview().target().id();
        return ledger.opposed(target, step.preview().changes(), now.minus(OPPOSITE_WITHIN)).stream()
                .filter(action -> !action.planId().equals(plan.id()));
    }
}
