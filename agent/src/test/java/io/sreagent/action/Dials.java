package io.sreagent.action;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Candidate;
import io.sreagent.analysis.finding.FaultKind;
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
import io.sreagent.contract.plan.Check;
import io.sreagent.contract.plan.Plan;
import io.sreagent.contract.plan.Reliability;
import io.sreagent.contract.plan.Risk;
import io.sreagent.contract.plan.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A platform of dials, each with one value: turned by a step, turned back when it is undone, and
 * remembering under which key. What goes wrong with platforms can be switched on.
 */
public final class Dials implements Executor {
    public static final String TOOL = "test.turn";

    /** How long a turn may take. */
    public static final Duration TIMEOUT = Duration.ofMinutes(5);

    /** How a plan is proven. */
    public static final Check VERIFY = new Check("trigger", 3, Duration.ofMinutes(20));

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    /** Keys of the effects in the order in which they came about. */
    public final List<String> effects = new ArrayList<>();

    /** What turning does to the world. */
    public Category category = Category.REMEDIATION;

    /** Why nothing can be turned; null when it can. */
    public @Nullable String refuses;

    /** What an effect is answered with instead of being brought about. */
    public @Nullable Outcome insteadOfEffect;

    /** What undoing is answered with instead of being done. */
    public @Nullable Outcome insteadOfUndo;

    /** Effects come about, but nobody hears of it. */
    public boolean losesAnswers;

    /** Whether an effect is there cannot be asked. */
    public boolean silent;

    /** How far a turn has come. */
    public Outcome settling = new Outcome.Done("turned");

    /** Happens whenever it is asked whether a turn has settled. */
    public Runnable meanwhile = () -> {};

    public static Intent turn(String dial, String to) {
        return new Intent(TOOL, new Target("Dial", "shop", dial, "uid-" + dial), Map.of("to", to));
    }

    /** A plan that turns dials one after the other, as they stand now. */
    public Plan plan(String id, String incidentId, Intent... turns) {
        List<Step> steps = new ArrayList<>();
        for (Intent turn : turns) steps.add(step(id + "/" + (steps.size() + 1), turn));
        return new Plan(
                id,
                incidentId,
                "turn-dials",
                "v1",
                new Candidate(Resource.service("shop", "checkout"), FaultKind.CPU),
                steps,
                VERIFY,
                new Risk(0.4, 0.4, 0.4, 0.4, 0.4),
                new Reliability(0.5, 0.5, 0.5, 0.5, 0.5, false),
                0.5,
                "hash-of-" + id);
    }

    private Step step(String key, Intent turn) {
        try {
            return new Step(
                    key,
                    "turn " + turn.target().name(),
                    turn,
                    category(),
                    preview(turn),
                    true,
                    TIMEOUT,
                    true);
        } catch (PreviewRefused refused) {
            throw new IllegalStateException(refused);
        }
    }

    /** Someone else turns it. */
    public void set(String dial, String value) {
        values.put(dial, value);
    }

    public String valueOf(String dial) {
        return values.getOrDefault(dial, "0");
    }

    @Override
    public String tool() {
        return TOOL;
    }

    @Override
    public Category category() {
        return category;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(new Parameter("to", Parameter.Type.TEXT, true, "the new value"));
    }

    @Override
    public Preview preview(Intent intent) throws PreviewRefused {
        if (refuses != null) throw new PreviewRefused(refuses);
        String now = valueOf(intent.target().name());
        String to = intent.arguments().getOrDefault("to", "");
        return new Preview(
                intent.target(),
                List.of(new FieldChange("/value", now, to)),
                "-" + now + "\n+" + to,
                List.of(),
                "turn back to " + now);
    }

    @Override
    public Outcome execute(Intent intent, Preview bound, String stepKey) {
        if (insteadOfEffect != null) return insteadOfEffect;
        return turned(stepKey, intent, bound.changes().getFirst(), false);
    }

    @Override
    public Presence look(Intent intent, Preview bound, String stepKey) {
        if (silent) return Presence.UNKNOWN;
        return keys.contains(stepKey) ? Presence.PRESENT : Presence.ABSENT;
    }

    @Override
    public Outcome settled(Intent intent, Preview bound, String stepKey) {
        meanwhile.run();
        return settling;
    }

    @Override
    public Outcome undo(Intent intent, Preview bound, String undoKey) {
        if (insteadOfUndo != null) return insteadOfUndo;
        return turned(undoKey, intent, bound.changes().getFirst(), true);
    }

    private Outcome turned(String key, Intent intent, FieldChange change, boolean back) {
        String dial = intent.target().name();
        String from = back ? change.after() : change.before();
        String to = back ? change.before() : change.after();
        if (!valueOf(dial).equals(from))
            return new Outcome.Refused(dial + " is " + valueOf(dial) + ", not " + from);
        set(dial, String.valueOf(to));
        keys.add(key);
        effects.add(key);
        return losesAnswers
                ? new Outcome.Unknown("no answer")
                : new Outcome.Done(dial + " is at " + to);
    }
}
