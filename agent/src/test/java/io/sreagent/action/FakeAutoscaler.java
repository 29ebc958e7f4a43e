package io.sreagent.action;

import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.Presence;
import io.sreagent.contract.act.Preview;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.source.Autoscaler;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An autoscaler whose minimum can be moved, and what it has been told so far. */
public final class FakeAutoscaler implements Executor {
    private static final Target TARGET =
            new Target("HorizontalPodAutoscaler", "shop", "checkout", "uid-hpa");

    private final Set<String> keys = new HashSet<>();
    public int min = 2;
    public int max = 20;

    /** Why its bounds cannot be moved; null when they can. */
    public @Nullable String refuses;

    public Autoscaler autoscaler() {
        return new Autoscaler(TARGET, min, max);
    }

    @Override
    public String tool() {
        return "kubernetes.autoscaler_bounds";
    }

    @Override
    public Category category() {
        return Category.REMEDIATION;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("min", Parameter.Type.INTEGER, true, "never fewer"));
    }

    @Override
    public Preview preview(Intent intent) throws PreviewRefused {
        if (refuses != null) throw new PreviewRefused(refuses);
        String wanted = intent.arguments().getOrDefault("min", "");
        return new Preview(
                intent.target(),
                List.of(new FieldChange("/spec/minReplicas", String.valueOf(min), wanted)),
                "-" + min + "\n+" + wanted,
                List.of(),
                "Put the minimum back to " + min);
    }

    @Override
    public Outcome execute(Intent intent, Preview bound, String stepKey) {
        return moved(stepKey, bound.changes().getFirst().after());
    }

    @Override
    public Presence look(Intent intent, Preview bound, String stepKey) {
        return keys.contains(stepKey) ? Presence.PRESENT : Presence.ABSENT;
    }

    @Override
    public Outcome settled(Intent intent, Preview bound, String stepKey) {
        return new Outcome.Done("the bounds stand");
    }

    @Override
    public Outcome undo(Intent intent, Preview bound, String undoKey) {
        FieldChange ours = bound.changes().getFirst();
        return String.valueOf(min).equals(ours.after())
                ? moved(undoKey, ours.before())
                : new Outcome.Refused("the minimum is " + min + ", not " + ours.after());
    }

    private Outcome moved(String key, @Nullable String to) {
        min = Integer.parseInt(String.valueOf(to));
        keys.add(key);
        return new Outcome.Done("never fewer than " + min);
    }
}
