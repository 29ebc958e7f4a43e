package io.sreagent.contract.source;

import io.sreagent.analysis.cause.DependencyGraph.Edge;
import java.util.List;

/**
 * Something that knows who calls whom without measuring calls: what a person wrote down, or what a
 * platform's settings say. Calls that are measured come from a {@link MetricSource}.
 */
public interface DependencySource {

    /** Name for people, and of its edges' source, such as {@code file}. */
    String name();

    /** All it knows now; what it no longer tells is gone. Empty where it is not set up. */
    Answer<List<Edge>> dependencies();
}
