package io.sreagent.simulator.world;

import java.util.List;

/** What one pod wrote, as a log store keeps it: those of its earlier container too. */
public record PodLines(String namespace, String service, String pod, List<LogLine> lines) {}
