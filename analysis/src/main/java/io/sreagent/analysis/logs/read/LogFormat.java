package io.sreagent.analysis.logs.read;

/** The formats a reader knows by sight. */
public enum LogFormat {
    /** One object a line: structured loggers, Docker's json-file, journald's export. */
    JSON,
    /** {@code level=info msg="done" dur=3ms}. */
    LOGFMT,
    /** Kubernetes' own: {@code E0216 12:01:01.000001 1 controller.go:114] message}. */
    KLOG,
    /** Comma-separated with a header line that names its columns. */
    CSV,
    /** RFC 3164 and RFC 5424, with or without priority. */
    SYSLOG,
    /** Common and combined log format of Apache and nginx. */
    ACCESS,
    /** Free text, a time stamp and a level in front when there are any. */
    PLAIN
}
