package io.sreagent.integrations.files;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.logs.read.LogReader;
import io.sreagent.analysis.logs.read.Parsed;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * The lines of a stretch of time out of one file, however large: its beginning is found by
 * bisection over the file's bytes, since logs are written in the order of time (a few lines out of
 * order do not matter). Gzip files, which cannot be entered in the middle, are read from the front.
 *
 * <p>Cost: a few dozen reads of 64 KiB, then the stretch itself, at most {@link #MOST_BYTES} of it,
 * the newest. Lines without a time are of the time of the line before; a file without any is of the
 * time when it was last written.
 */
final class FileWindow {
    static final long MOST_BYTES = 128L << 20;
    private static final int PROBE = 1 << 16; // bytes
    private static final long NEAR = 1L << 18; // bytes; finer is not worth a probe
    private static final Duration LATE = Duration.ofMinutes(5); // lines may be out of order by

    private final Path file;
    private final Resource about;
    private final ZoneId zone;
    private final Instant written;
    private final byte[] head; // the first line: a CSV file's names of columns

    private FileWindow(Path file, Resource about, ZoneId zone) throws IOException {
        this.file = file;
        this.about = about;
        this.zone = zone;
        written = Files.getLastModifiedTime(file).toInstant();
        head = firstLine();
    }

    /**
     * The newest lines kept, oldest first.
     *
     * @param cut whether a part of the stretch was not read
     * @param untimed lines whose time is a guess
     */
    record Lines(List<LogLine> newest, boolean cut, long untimed) {}

    static Lines read(
            PathPattern.Found found,
            ZoneId zone,
            Instant from,
            Instant until,
            int limit,
            Predicate<LogLine> keeps)
            throws IOException {
        FileWindow window = new FileWindow(found.file(), found.about(), zone);
        if (window.written.isBefore(from.minus(LATE))) return new Lines(List.of(), false, 0);
        return window.read(from, until, limit, keeps);
    }

    private Lines read(Instant from, Instant until, int limit, Predicate<LogLine> keeps)
            throws IOException {
        Deque<LogLine> newest = new ArrayDeque<>();
        long[] untimed = {0};
        boolean[] over = {false};
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file))) {
            boolean gzip = isGzip(raw);
            long begin = gzip ? 0 : offset(from.minus(LATE), 0);
            boolean cut = false;
            if (!gzip) {
                long end = offset(until.plus(LATE), begin) + NEAR;
                cut = end - begin > MOST_BYTES;
                if (cut) begin = end - MOST_BYTES;
                raw.skipNBytes(begin);
                if (begin > 0) dropLine(raw);
            }
            LogReader reader =
                    reader(
                            record -> {
                                LogLine line = record.line();
                                if (line.time().isAfter(until.plus(LATE))) over[0] = true;
                                boolean inside =
                                        !line.time().isBefore(from) && line.time().isBefore(until);
                                if (!inside || !keeps.test(line)) return;
                                if (!record.timed()) untimed[0]++;
                                if (newest.size() == limit) newest.pollFirst();
                                newest.add(line);
                            });
            if (begin > 0) reader.feed(head, 0, head.length);
            InputStream in = gzip ? new GZIPInputStream(raw, PROBE) : raw;
            byte[] block = new byte[PROBE];
            long read = 0;
            int length;
            while (!over[0] && (length = in.read(block)) > 0) {
                reader.feed(block, 0, length);
                read += length;
                if (read > MOST_BYTES + NEAR) {
                    cut = true;
                    break;
                }
            }
            reader.finish();
            return new Lines(List.copyOf(newest), cut, untimed[0]);
        }
    }

    private LogReader reader(java.util.function.Consumer<Parsed> records) {
        return new LogReader(
                new LogReader.Settings(file.toString(), zone, written, about), records);
    }

    /** Bytes into the file, at or a little before the first line of a time or later. */
    private long offset(Instant time, long atLeast) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long low = atLeast;
            long high = bytes.length();
            while (high - low > NEAR) {
                long middle = (low + high) >>> 1;
                Optional<Instant> there = timeAt(bytes, middle);
                if (there.isEmpty()) break; // no times here: read on from what is known
                if (there.get().isBefore(time)) low = middle;
                else high = middle;
            }
            return low;
        }
    }

    /** The first time told behind a place. */
    private Optional<Instant> timeAt(RandomAccessFile bytes, long offset) throws IOException {
        byte[] probe = new byte[PROBE];
        bytes.seek(offset);
        int length = Math.max(0, bytes.read(probe));
        int from = 0;
        while (from < length && probe[from] != '\n') from++;
        Instant[] first = {null};
        LogReader reader =
                reader(
                        record -> {
                            boolean own = !record.line().position().endsWith(":1");
                            if (own && first[0] == null && record.timed()) {
                                first[0] = record.line().time();
                            }
                        });
        reader.feed(head, 0, head.length);
        reader.feed(probe, Math.min(length, from + 1), length);
        reader.finish();
        return Optional.ofNullable(first[0]);
    }

    private byte[] firstLine() throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] start = in.readNBytes(PROBE);
            int end = 0;
            while (end < start.length && start[end] != '\n') end++;
            if (end == start.length) return new byte[0];
            return java.util.Arrays.copyOf(start, end + 1);
        }
    }

    private static void dropLine(InputStream in) throws IOException {
        for (int c = in.read(); c >= 0 && c != '\n'; ) c = in.read();
    }

    private static boolean isGzip(InputStream in) throws IOException {
        in.mark(2);
        boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return gzip;
    }
}
