package io.sreagent.analysis.cause;

import io.sreagent.analysis.finding.FaultKind;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A phrase that names its cause, as the common runtimes and clients write it.
 *
 * @param strength 0–1: how far such a line settles the kind
 */
record LogPhrase(FaultKind kind, Pattern pattern, double strength) {

    private static final List<LogPhrase> ALL =
            List.of(
                    of(
                            FaultKind.MEMORY,
                            1,
                            "OutOfMemoryError|out of memory|OOMKilled|cannot allocate memory"
                                    + "|heap limit|MemoryError"),
                    of(
                            FaultKind.CERTIFICATE,
                            1,
                            "certificate has expired|certificate expired|x509:"
                                    + "|CertificateExpiredException|SSLHandshakeException"
                                    + "|certificate verify failed"),
                    of(
                            FaultKind.DNS,
                            1,
                            "no such host|UnknownHostException|name or service not known"
                                    + "|temporary failure in name resolution|NXDOMAIN|EAI_AGAIN"
                                    + "|getaddrinfo|could not resolve"),
                    of(
                            FaultKind.DISK,
                            0.9,
                            "no space left on device|disk full|ENOSPC|disk quota exceeded"),
                    of(
                            FaultKind.QUOTA,
                            0.8,
                            "exceeded quota|quota (has been )?(exceeded|reached)|rate limit"
                                    + "|too many requests|"
                                    + alone("429")
                                    + "|throttlingexception"),
                    of(
                            FaultKind.POOL,
                            0.9,
                            "connection pool|pool (is )?exhausted|too many (connections|clients)"
                                    + "|unable to acquire .*connection"
                                    + "|timeout waiting for (idle |free )?(connection|object)"
                                    + "|Connection is not available|remaining connection slots"),
                    of(
                            FaultKind.DATABASE,
                            0.7,
                            "slow query|deadlock|lock wait timeout|statement timeout"
                                    + "|canceling statement"),
                    of(
                            FaultKind.CONFIG,
                            0.7,
                            "invalid config|missing (required )?(config|environment|property|key)"
                                    + "|failed to (load|parse|read) config"
                                    + "|configuration (error|invalid)|unknown property"
                                    + "|could not parse"),
                    of(
                            FaultKind.DEPENDENCY,
                            0.6,
                            "connection refused|ECONNREFUSED|no healthy upstream"),
                    of(
                            FaultKind.DEPENDENCY,
                            0.4,
                            "(answered|returned|status|response)[ :=]+50[234]\\b"
                                    + "|service unavailable|bad gateway|gateway time-?out"),
                    of(
                            FaultKind.NETWORK,
                            0.5,
                            "network is unreachable|no route to host|connection reset"
                                    + "|packet loss|i/o timeout"),
                    of(
                            FaultKind.RETRIES,
                            0.5,
                            "retry(ing)? (attempt|\\d)|retries exhausted|retry budget"));

    /** A number of its own: the milliseconds of a clock, an id and a version are none. */
    static String alone(String number) {
        return "(?<![\\w.#/-])(?<!\\d[:,])" + number + "(?![\\w:#-]|[.,]\\d)";
    }

    private static LogPhrase of(FaultKind kind, double strength, String regex) {
        return new LogPhrase(kind, Pattern.compile(regex, Pattern.CASE_INSENSITIVE), strength);
    }

    /** The first phrase that a line contains. */
    static Optional<LogPhrase> in(String message) {
        for (LogPhrase phrase : ALL)
            if (phrase.pattern().matcher(message).find()) return Optional.of(phrase);
        return Optional.empty();
    }
}
