package io.sreagent.analysis.cause;

import java.util.List;

/**
 * One kind of evidence about root causes. It looks at the facts of a case and reports how strongly
 * they point at each candidate; how much such strength is worth is learned, not decided here.
 *
 * <p>An implementation is immutable. A case without the facts it needs yields an empty list, never
 * an error.
 */
public interface CauseEvidence {

    /**
     * Name for people and configuration, in lower case with underscores, such as {@code
     * onset_order}.
     */
    String kind();

    /** Clues of this kind, in any order. At most one per candidate. */
    List<Clue> examine(Case facts);
}
