package io.sreagent.decision;

import io.sreagent.analysis.fact.Change;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether people did what a plan would have done: a change of the kind its tool makes, on its very
 * target. Where the change says to which image or from how many replicas to how many, that must
 * agree as well: scaling in is not what scaling out was.
 */
final class ShadowMatch {
    private static final Map<String, Set<Change.Kind>> KINDS =
            Map.of(
                    "kubernetes.rollback", Set.of(Change.Kind.DEPLOY, Change.Kind.CONFIG),
                    "kubernetes.set_image", Set.of(Change.Kind.DEPLOY),
                    "kubernetes.patch_resources", Set.of(Change.Kind.DEPLOY, Change.Kind.OTHER),
                    "kubernetes.rollback_config", Set.of(Change.Kind.CONFIG),
                    "kubernetes.scale", Set.of(Change.Kind.SCALE),
                    "kubernetes.restart_pod", Set.of(Change.Kind.RESTART),
                    "kubernetes.rollout_restart", Set.of(Change.Kind.RESTART));

    private static final Pattern REPLICAS = Pattern.compile("replicas (\\d+) → (\\d+)");
    private static final Pattern IMAGE = Pattern.compile("image \\S+ → (\\S+?)(?=;|,|\\s|$)");

    private ShadowMatch() {}

    /** The change that did what one of the plan's steps would have done. */
    static Optional<Change> of(Plan plan, List<Change> changes) {
        return changes.stream()
                .filter(
                        change ->
                                plan.steps().stream().anyMatch(step -> isSame(step, plan, change)))
                .findFirst();
    }

    private static boolean isSame(Step step, Plan plan, Change change) {
        return KINDS.getOrDefault(step.intent().tool(), Set.of()).contains(change.kind())
                && isOnTarget(step.preview().target(), plan, change)
                && step.preview().changes().stream().allMatch(field -> agrees(field, change));
    }

    private static boolean isOnTarget(Target target, Plan plan, Change change) {
        // A deleted pod leaves no trace of its own; restarting its workload is the same remedy.
        if (target.kind().equals("Pod"))
            return change.resource().owner().id().equals(plan.cause().resource().owner().id());
        String reference = change.reference();
        return reference.equals(target.id()) || reference.startsWith(target.id() + " ");
    }

    /** False only where the change says something else. */
    private static boolean agrees(FieldChange planned, Change change) {
        if (planned.path().endsWith("/replicas")) {
            Matcher done = REPLICAS.matcher(change.what());
            return !done.find()
                    || Integer.signum(number(planned.after()) - number(planned.before()))
                            == Integer.signum(
                                    Integer.parseInt(done.group(2))
                                            - Integer.parseInt(done.group(1)));
        }
        if (planned.path().endsWith("/image")) {
            Matcher done = IMAGE.matcher(change.what());
            return !done.find() || done.group(1).equals(text(planned.after()));
        }
        return true;
    }

    private static int number(@Nullable String json) {
        String digits = text(json);
        return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
    }

    private static String text(@Nullable String json) {
        return json == null ? "" : json.replace("\"", "");
    }
}
