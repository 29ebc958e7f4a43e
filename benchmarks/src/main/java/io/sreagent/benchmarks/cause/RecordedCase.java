package io.sreagent.benchmarks.cause;

import io.sreagent.analysis.cause.Case;

/**
 * One recorded case in the shape the engine takes.
 *
 * @param id the id in the set's {@code cases.jsonl}
 * @param set which set it belongs to, such as {@code rca/petshop}
 */
public record RecordedCase(String id, String set, Case facts) {}
