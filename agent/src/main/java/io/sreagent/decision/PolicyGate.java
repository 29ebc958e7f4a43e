package io.sreagent.decision;

import static io.sreagent.contract.plan.Mode.AUTO;
import static io.sreagent.contract.plan.Mode.MANUAL;
import static io.sreagent.contract.plan.Mode.REFUSED;
import static io.sreagent.contract.plan.Mode.SEMI_AUTO;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.contract.plan.Mode;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Reliability;
import io.sreagent.contract.plan.Verdict;
import io.sreagent.contract.plan.Verdict.Reason;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one place that says whether a plan may be done. Every check is asked every time, the
 * strictest wins, and all their words are kept. It is a function of its arguments alone, so that it
 * can be asked again before each step, and replayed.
 */
@Singleton
public final class PolicyGate {

    /** Where automatic action ends and a person begins. */
    @ConfigMapping(prefix = "risk", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface RiskSettings {
        @WithDefault("false")
        boolean autoRemediationEnabled();

        @WithDefault("0.6")
        double autoThreshold();

        @WithDefault("0.8")
        double approvalThreshold();
    }

    /** What is never touched, and how often anything is. */
    @ConfigMapping(prefix = "policy", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface Settings {
        /** Full plans, no effects: the way to start. */
        @WithDefault("true")
        boolean shadow();

        @WithDefault(
                "kube-system,kube-public,kube-node-lease,monitoring,observability,istio-system,calico-system,"
                        + "tigera-operator,cilium,cert-manager,sre-agent")
        Set<String> denyNamespaces();

        /** Regular expressions, found anywhere in a target's name. */
        @WithDefault(
                "(^|-)(db|database|postgres|postgresql|mysql|mariadb|mongo|mongodb|oracle|cassandra|etcd|zookeeper)(-|$),"
                        + "^(sre-agent|coredns|kube-proxy|cilium|calico|flannel|prometheus|alertmanager|grafana|loki)")
        List<String> denyNames();

        @WithDefault("10")
        int automaticActionsPerHour();

        @WithDefault("2")
        int automaticActionsPerTargetPerHour();

        /** How long a plan, and an approval of it, hold. */
        @WithDefault("30")
        int planExpiresMinutes();
    }

    private static final Reason NOT_DENIED = new Reason("deny_list", AUTO, "no target is on it");

    private final RiskSettings risk;
    private final Settings settings;
    private final List<Pattern> denyNames;

    public PolicyGate(RiskSettings risk, Settings settings) {
        this.risk = risk;
        this.settings = settings;
        this.denyNames = settings.denyNames().stream().map(Pattern::compile).toList();
    }

    public Verdict judge(Plan plan, Circumstances now) {
        List<Reason> reasons =
                List.of(
                        killSwitch(now),
                        denyList(plan),
                        window(now),
                        opposite(now),
                        failedRuns(now),
                        shadow(now),
                        automation(now),
                        service(now),
                        risk(plan),
                        reliability(plan.reliability(), now),
                        category(plan),
                        rate(plan, now));
        Mode mode = reasons.stream().map(Reason::mode).reduce(AUTO, Mode::stricter);
        Duration valid = Duration.ofMinutes(settings.planExpiresMinutes());
        return new Verdict(mode, reasons, plan.hash(), now.now(), now.now().plus(valid));
    }

    /** What is said of a target before any plan: whether it may be touched by itself at all. */
    public List<Reason> standing(Target target, Circumstances now) {
        return List.of(
                killSwitch(now),
                denied(target).orElse(NOT_DENIED),
                window(now),
                shadow(now),
                automation(now),
                service(now));
    }

    private static Reason killSwitch(Circumstances now) {
        if (now.switches().isEmpty()) {
            return new Reason(
                    "kill_switch", REFUSED, "no kill switch can be read, so everything stops");
        }
        for (var reading : now.switches().entrySet()) {
            Optional<Reason> stop =
                    switch (reading.getValue()) {
                        case KillSwitch.State.Released() -> Optional.empty();
                        case KillSwitch.State.Engaged(String by, String why) ->
                                Optional.of(
                                        stop(reading.getKey() + ": engaged by " + by + ": " + why));
                        case KillSwitch.State.Unreadable(String why) ->
                                Optional.of(
                                        stop(
                                                reading.getKey()
                                                        + ": unreadable ("
                                                        + why
                                                        + "), so everything stops"));
                    };
            if (stop.isPresent()) return stop.get();
        }
        return new Reason(
                "kill_switch", AUTO, "released: " + String.join(", ", now.switches().keySet()));
    }

    private static Reason stop(String words) {
        return new Reason("kill_switch", REFUSED, words);
    }

    private Reason denyList(Plan plan) {
        return plan.steps().stream()
                .flatMap(step -> denied(step.preview().target()).stream())
                .findFirst()
                .orElse(NOT_DENIED);
    }

    private Optional<Reason> denied(Target target) {
        if (settings.denyNamespaces().contains(target.namespace())) {
            return Optional.of(
                    new Reason(
                            "deny_list", REFUSED, target.id() + ": namespace is on the deny list"));
        }
        return denyNames.stream()
                .filter(name -> name.matcher(target.name()).find())
                .findFirst()
                .map(
                        name ->
                                new Reason(
                                        "deny_list",
                                        REFUSED,
                                        target.id() + ": name matches " + name));
    }

    private static Reason window(Circumstances now) {
        return now.window()
                .map(name -> new Reason("window", REFUSED, name + " is open"))
                .orElse(new Reason("window", AUTO, "no maintenance or freeze window is open"));
    }

    private static Reason opposite(Circumstances now) {
        return now.opposite()
                .map(
                        done ->
                                new Reason(
                                        "opposite_action",
                                        MANUAL,
                                        "would take back what was done: " + done))
                .orElse(
                        new Reason(
                                "opposite_action",
                                AUTO,
                                "takes back nothing done in the last 24 h"));
    }

    private static Reason failedRuns(Circumstances now) {
        if (now.playbookDisabled()) {
            return new Reason(
                    "failed_runs",
                    MANUAL,
                    "the playbook is disabled (sre-agent policy enable playbook:NAME)");
        }
        int failures = now.past().failuresInARow();
        return failures >= 2
                ? new Reason(
                        "failed_runs",
                        MANUAL,
                        failures + " failed runs in a row disable the playbook")
                : new Reason("failed_runs", AUTO, failures + " failed runs in a row");
    }

    private static Reason shadow(Circumstances now) {
        return now.shadow()
                ? new Reason(
                        "shadow",
                        MANUAL,
                        "shadow mode: plans are made, nothing is done (policy.shadow)")
                : new Reason("shadow", AUTO, "shadow mode is off");
    }

    private static Reason automation(Circumstances now) {
        return now.automationOn()
                ? new Reason("automation", AUTO, "automatic action is on")
                : new Reason(
                        "automation",
                        SEMI_AUTO,
                        "automatic action is off (risk.auto_remediation_enabled)");
    }

    private static Reason service(Circumstances now) {
        return now.serviceEnabled()
                ? new Reason("service", AUTO, "the service is enabled")
                : new Reason(
                        "service",
                        SEMI_AUTO,
                        "the service is not enabled (sre-agent policy enable)");
    }

    private Reason risk(Plan plan) {
        double score = plan.risk().score();
        Mode mode =
                score < risk.autoThreshold()
                        ? AUTO
                        : score < risk.approvalThreshold() ? SEMI_AUTO : MANUAL;
        return new Reason(
                "risk",
                mode,
                String.format(
                        Locale.ROOT,
                        "%.2f; automatic under %.2f, by hand from %.2f",
                        score,
                        risk.autoThreshold(),
                        risk.approvalThreshold()));
    }

    private static Reason reliability(Reliability reliability, Circumstances now) {
        String words =
                String.format(
                        Locale.ROOT,
                        "%.2f (diagnosis %.2f, feedback %.2f, past success %.2f, pattern %.2f)",
                        reliability.score(),
                        reliability.diagnosis(),
                        reliability.feedback(),
                        reliability.pastSuccess(),
                        reliability.patternMatch());
        if (!reliability.known()) {
            return new Reason(
                    "reliability", SEMI_AUTO, words + "; too little is known of this playbook yet");
        }
        if (!now.shadowPassed()) {
            return new Reason(
                    "reliability", SEMI_AUTO, words + "; its shadow record has not passed");
        }
        boolean enough =
                reliability.score() >= 0.85
                        && reliability.diagnosis() >= 0.8
                        && reliability.pastSuccess() >= 0.8;
        return new Reason(
                "reliability",
                enough ? AUTO : SEMI_AUTO,
                words + "; automatic needs 0.85, diagnosis 0.8");
    }

    private static Reason category(Plan plan) {
        return plan.category() == Category.DESTRUCTIVE
                ? new Reason("category", SEMI_AUTO, "destructive: two people, never automatic")
                : new Reason("category", AUTO, "can be undone");
    }

    /** A plan counts as a whole, so that it is not stopped half-way. */
    private Reason rate(Plan plan, Circumstances now) {
        int most =
                plan.steps().stream()
                        .collect(
                                Collectors.groupingBy(
                                        step -> step.preview().target().id(),
                                        Collectors.summingInt(step -> 1)))
                        .values()
                        .stream()
                        .max(Integer::compare)
                        .orElse(0);
        int all = now.automaticLastHour() + plan.steps().size();
        int onTarget = now.automaticOnTarget() + most;
        boolean under =
                all <= settings.automaticActionsPerHour()
                        && onTarget <= settings.automaticActionsPerTargetPerHour();
        String words =
                String.format(
                        Locale.ROOT,
                        "with this plan %d of %d automatic actions this hour, %d of %d on one target",
                        all,
                        settings.automaticActionsPerHour(),
                        onTarget,
                        settings.automaticActionsPerTargetPerHour());
        return new Reason("rate_limit", under ? AUTO : SEMI_AUTO, words);
    }
}
