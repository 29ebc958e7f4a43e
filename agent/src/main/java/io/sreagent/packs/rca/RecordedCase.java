package io.sreagent.packs.rca;

import io.sreagent.analysis.cause.Case;

/**
 * One recorded case in the shape the engine takes.
 *
 * @param id the id in the set's {@code cases.jsonl}
 * @param set which set it belongs to, such as {@code rca/petshop}
 * @param timed whether its facts carry times, so that an onset means anything
 */
public record RecordedCase(String id, String set, boolean timed, Case facts) {}
