package io.sreagent.decision;

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
import java.util.List;

/** Previews one field; refuses what it is told to. */
record FakeExecutor(String tool, List<Parameter> parameters, boolean refuses) implements Executor {
    FakeExecutor(String tool, Parameter... parameters) {
        this(tool, List.of(parameters), false);
    }

    @Override
    public Category category() {
        return Category.REMEDIATION;
    }

    @Override
    public Preview preview(Intent intent) throws PreviewRefused {
        if (refuses) throw new PreviewRefused("owned by hpa/checkout");
        Target asked = intent.target();
        String uid = asked.uid().isEmpty() ? "resolved" : asked.uid();
        Target found = new Target(asked.kind(), asked.namespace(), asked.name(), uid);
        FieldChange change =
                new FieldChange("/spec", "1", intent.arguments().getOrDefault("replicas", "2"));
        return new Preview(found, List.of(change), "-1\n+2", List.of("pod/a"), "put 1 back");
    }

    @Override
    public Outcome execute(Intent intent, Preview bound, String stepKey) {
        throw new AssertionError("planning must have no effect");
    }

    @Override
    public Presence look(Intent intent, Preview bound, String stepKey) {
        return Presence.ABSENT;
    }

    @Override
    public Outcome settled(Intent intent, Preview bound, String stepKey) {
        throw new AssertionError("planning must have no effect");
    }

    @Override
    public Outcome undo(Intent intent, Preview bound, String undoKey) {
        throw new AssertionError("planning must have no effect");
    }
}
