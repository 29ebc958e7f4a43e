package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.finding.FaultKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the lines of one place say about a kind of fault.
 *
 * @param example the first line that says so
 * @param lines how many say so since the onset
 * @param strength 0–1; lines that were as frequent before the onset say nothing
 */
record LogFact(FaultKind kind, LogLine example, int lines, double strength) {

    private record Rule(FaultKind kind, Pattern pattern, double strength) {
        static Rule of(FaultKind kind, double strength, String regex) {
            return new Rule(kind, Pattern.compile(regex, Pattern.CASE_INSENSITIVE), strength);
        }
    }

    /** Phrases that name their cause, as the common runtimes and clients write them. */
    private static final List<Rule> RULES =
            List.of(
                    Rule.of(
                            FaultKind.MEMORY,
                            1,
                            "OutOfMemoryError|out of memory|OOMKilled|cannot allocate memory"
                                    + "|heap limit|MemoryError"),
                    Rule.of(
                            FaultKind.CERTIFICATE,
                            1,
                            "certificate has expired|certificate expired|x509:"
                                    + "|CertificateExpiredException|SSLHandshakeException"
                                    + "|certificate verify failed"),
                    Rule.of(
                            FaultKind.DNS,
                            1,
                            "no such host|UnknownHostException|name or service not known"
                                    + "|temporary failure in name resolution|NXDOMAIN|EAI_AGAIN"
                                    + "|getaddrinfo|could not resolve"),
                    Rule.of(
                            FaultKind.DISK,
                            0.9,
                            "no space left on device|disk full|ENOSPC|disk quota exceeded"),
                    Rule.of(
                            FaultKind.QUOTA,
                            0.8,
                            "exceeded quota|quota (has been )?(exceeded|reached)|rate limit"
                                    + "|too many requests|\\b429\\b|throttlingexception"),
                    Rule.of(
                            FaultKind.POOL,
                            0.9,
                            "connection pool|pool (is )?exhausted|too many (connections|clients)"
                                    + "|unable to acquire .*connection"
                                    + "|timeout waiting for (idle |free )?(connection|object)"
                                    + "|Connection is not available|remaining connection slots"),
                    Rule.of(
                            FaultKind.DATABASE,
                            0.6,
                            "slow query|deadlock|lock wait timeout|statement timeout"
                                    + "|canceling statement"),
                    Rule.of(
                            FaultKind.CONFIG,
                            0.7,
                            "invalid config|missing (required )?(config|environment|property|key)"
                                    + "|failed to (load|parse|read) config"
                                    + "|configuration (error|invalid)|unknown property"
                                    + "|could not parse"),
                    Rule.of(
                            FaultKind.NETWORK,
                            0.5,
                            "network is unreachable|no route to host|connection reset"
                                    + "|packet loss|i/o timeout"),
                    Rule.of(
                            FaultKind.RETRIES,
                            0.5,
                            "retry(ing)? (attempt|\\d)|retries exhausted|retry budget"));

    /** Facts of a place, strongest first. */
    static List<LogFact> of(Scene scene, Place place) {
        Instant onset = scene.onset().minus(scene.tolerance());
        Map<FaultKind, List<LogLine>> after = new EnumMap<>(FaultKind.class);
        Map<String, Optional<Rule>> known = new HashMap<>();
        Map<FaultKind, Integer> before = new EnumMap<>(FaultKind.class);
        for (LogLine line : place.logs) {
            // Lines of one shape match alike, and there are far fewer shapes than lines.
            Optional<Rule> rule =
                    known.computeIfAbsent(LogShape.of(line.message()), s -> match(line.message()));
            if (rule.isEmpty()) continue;
            FaultKind kind = rule.get().kind();
            if (line.time().isBefore(onset)) before.merge(kind, 1, Integer::sum);
            else after.computeIfAbsent(kind, k -> new ArrayList<>()).add(line);
        }
        List<LogFact> facts = new ArrayList<>();
        for (Rule rule : RULES) {
            List<LogLine> lines = after.getOrDefault(rule.kind(), List.of());
            if (lines.isEmpty()) continue;
            double news =
                    (double) lines.size()
                            / (lines.size() + 2.0 * before.getOrDefault(rule.kind(), 0));
            facts.add(
                    new LogFact(
                            rule.kind(), lines.getFirst(), lines.size(), rule.strength() * news));
        }
        facts.sort(Comparator.comparingDouble(LogFact::strength).reversed());
        return facts;
    }

    private static Optional<Rule> match(String message) {
        for (Rule rule : RULES)
            if (rule.pattern().matcher(message).find()) return Optional.of(rule);
        return Optional.empty();
    }
}
