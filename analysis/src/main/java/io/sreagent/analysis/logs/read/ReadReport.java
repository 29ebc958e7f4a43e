package io.sreagent.analysis.logs.read;

import static java.util.Objects.requireNonNull;

/**
 * What a reader met.
 *
 * @param format the one most records had
 * @param lines physical lines
 * @param records after joining
 * @param joined lines that were joined to the record before
 * @param untimed records without a time stamp
 * @param backwards records earlier than the one before by more than a second
 * @param cut lines or records longer than is kept; their beginning is kept
 * @param recoded lines that were no UTF-8
 * @param binary lines with bytes no text has
 */
public record ReadReport(
        LogFormat format,
        long lines,
        long records,
        long joined,
        long untimed,
        long backwards,
        long cut,
        long recoded,
        long binary) {
    public ReadReport {
        requireNonNull(format, "format");
    }
}
