package io.sreagent.analysis.logs.read;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a text that a store keeps as one record: level, message, trace id and resource are found as
 * in a file; lines that a file would tell apart are one here.
 */
public final class OneRecord {
    private OneRecord() {}

    /**
     * @param time when the store says it was written; it wins over a time in the text
     * @param resource what the record is about where it does not say itself
     * @param position where it can be read again
     */
    public static LogLine of(String text, Instant time, Resource resource, String position) {
        List<Parsed> records = new ArrayList<>();
        LogReader reader =
                new LogReader(
                        new LogReader.Settings("", ZoneOffset.UTC, time, resource), records::add);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        reader.feed(bytes, 0, bytes.length);
        reader.finish();
        if (records.size() == 1) {
            LogLine only = records.getFirst().line();
            return new LogLine(
                    time,
                    only.resource(),
                    only.severity(),
                    only.message(),
                    only.traceId(),
                    position);
        }
        Severity worst = Severity.INFO;
        for (Parsed each : records) {
            if (each.line().severity().compareTo(worst) > 0) worst = each.line().severity();
        }
        return new LogLine(time, resource, worst, text, null, position);
    }
}
