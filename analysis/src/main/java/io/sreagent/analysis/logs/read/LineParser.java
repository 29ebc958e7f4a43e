package io.sreagent.analysis.logs.read;

import org.jspecify.annotations.Nullable;

/** Understands lines of one format. */
interface LineParser {
    /** What the line says; null when it is not of this format. */
    @Nullable Draft parse(String line);
}
