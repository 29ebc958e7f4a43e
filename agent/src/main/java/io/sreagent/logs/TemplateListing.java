package io.sreagent.logs;

import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.logs.read.LineSplitter;
import io.sreagent.analysis.logs.read.LogReader;
import io.sreagent.analysis.logs.read.Parsed;
import io.sreagent.analysis.logs.template.Template;
import io.sreagent.analysis.logs.template.TemplateMiner;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * The template of every line of a file, as {@code line,template_id,template} (RFC 4180).
 *
 * <p>Templates are final only when the last line was seen, so the id of each line waits in a
 * temporary file: memory stays constant, disk takes 16 bytes a line.
 */
public final class TemplateListing {
    private static final String FORGOTTEN = ","; // the miner's memory is bounded

    private final TemplateMiner miner = new TemplateMiner();
    private long lines;
    private long records;

    /**
     * @param rawLines every line is one message without a header; otherwise the reader finds the
     *     records and takes headers off, and joined lines have the template of their record
     * @throws IOException when the file cannot be read
     */
    public void write(LogFile file, boolean rawLines, PrintWriter out) throws IOException {
        Path spool = Files.createTempFile("sre-agent-templates", ".ids");
        try {
            try (DataOutputStream ids =
                    new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(spool)))) {
                if (rawLines) readLines(file, ids);
                else readRecords(file, ids);
            }
            miner.consolidate();
            try (DataInputStream ids =
                    new DataInputStream(new BufferedInputStream(Files.newInputStream(spool)))) {
                print(ids, out);
            }
        } finally {
            Files.deleteIfExists(spool);
        }
    }

    private void readLines(LogFile file, DataOutputStream ids) throws IOException {
        LineSplitter splitter =
                new LineSplitter(
                        (bytes, length, cut) -> note(ids, ++lines, miner.add(bytes, 0, length)));
        file.read((bytes, length) -> splitter.feed(bytes, 0, length));
        splitter.finish();
    }

    private void readRecords(LogFile file, DataOutputStream ids) throws IOException {
        LogReader.Settings settings =
                new LogReader.Settings("", ZoneOffset.UTC, Instant.EPOCH, Resource.NONE);
        LogReader reader =
                new LogReader(
                        settings,
                        record -> note(ids, lineOf(record), miner.add(record.line().message())));
        file.read((bytes, length) -> reader.feed(bytes, 0, length));
        lines = reader.finish().lines();
    }

    /** Positions are {@code source:line}. */
    private static long lineOf(Parsed record) {
        String position = record.line().position();
        return Long.parseLong(position.substring(position.lastIndexOf(':') + 1));
    }

    private void note(DataOutputStream ids, long line, long id) {
        try {
            records++;
            ids.writeLong(line);
            ids.writeLong(id);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private void print(DataInputStream ids, PrintWriter out) throws IOException {
        Map<Long, String> cells = new HashMap<>();
        for (Template template : miner.templates()) cells.put(template.id(), cells(template));
        out.print("line,template_id,template\n");
        String open = "";
        long at = 0;
        for (long record = 0; record < records; record++) {
            long line = ids.readLong();
            while (at + 1 < line) row(out, ++at, open);
            open = cells.getOrDefault(miner.current(ids.readLong()), FORGOTTEN);
            row(out, ++at, open);
        }
        while (at < lines) row(out, ++at, open);
        out.flush();
    }

    /** Lines before the first record, such as a CSV header, have no template. */
    private static void row(PrintWriter out, long line, String cells) {
        if (cells.isEmpty()) return;
        out.print(line);
        out.print(',');
        out.print(cells);
        out.print('\n');
    }

    private static String cells(Template template) {
        return template.name() + ',' + quoted(template.text());
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
