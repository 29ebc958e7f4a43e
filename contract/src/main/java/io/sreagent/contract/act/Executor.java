package io.sreagent.contract.act;

import java.util.List;

/**
 * Brings one kind of effect about. One class per tool.
 *
 * <p>The caller has a verdict, holds the target's lock and has committed the intent before {@link
 * #execute}; after a crash it asks {@link #look} before anything else. An effect that takes longer
 * than one call (a roll-out) is begun by {@code execute} and waited for with {@link #settled}.
 */
public interface Executor {

    /** Name in playbooks and the API, such as {@code kubernetes.rollout_restart}. */
    String tool();

    Category category();

    List<Parameter> parameters();

    /**
     * Resolves the target at its platform and asks there what the step would change. No effect.
     *
     * @throws PreviewRefused when it cannot be done: not there, owned by another controller,
     *     refused by the platform
     */
    Preview preview(Intent intent) throws PreviewRefused;

    /**
     * Brings the effect about, at most once, provided the target is still as previewed (UID, and
     * every touched field).
     *
     * @param stepKey idempotency key; written with the effect, in the same call, where the platform
     *     can hold it
     * @return {@code Done} when begun; {@code Retry} only when the effect is surely absent
     */
    Outcome execute(Intent intent, Preview bound, String stepKey);

    /**
     * Whether the effect under this key is there. {@code UNKNOWN} also when the platform cannot be
     * reached.
     */
    Presence look(Intent intent, Preview bound, String stepKey);

    /**
     * {@code Done} when the effect is complete, {@code Retry} while under way, {@code Refused} when
     * it failed for good.
     */
    Outcome settled(Intent intent, Preview bound, String stepKey);

    /**
     * Puts back the values of {@link Preview#changes}, provided the fields still hold ours; {@link
     * #look} finds it under {@code undoKey}.
     *
     * @return {@code Refused} when someone else has changed a field since, or when it cannot be
     *     undone
     */
    Outcome undo(Intent intent, Preview bound, String undoKey);
}
