package io.sreagent.simulator.world;

/** One line of a log; {@code text} may go on over several lines. */
public record LogLine(long at, String text) {}
