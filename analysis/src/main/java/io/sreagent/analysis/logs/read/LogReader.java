package io.sreagent.analysis.logs.read;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a log of unknown format from blocks of bytes, in constant memory.
 *
 * <p>The first {@link #LOOK_AHEAD} lines decide which format is tried first and whether records
 * begin with a time stamp; if they do, lines without one belong to the record before. A line that
 * is not of that format is tried with the others, so that mixed files come out right. Nothing is
 * dropped: what no format knows is plain text, what is too long is cut and counted.
 */
public final class LogReader {
    /**
     * What the text itself may not tell.
     *
     * @param source begins every position: a file name
     * @param zone of times that name none
     * @param reference about when the log was written; years and days that are missing come from it
     * @param resource what the lines are about when they do not say
     */
    public record Settings(String source, ZoneId zone, Instant reference, Resource resource) {
        public Settings {
            requireNonNull(source, "source");
            requireNonNull(zone, "zone");
            requireNonNull(reference, "reference");
            requireNonNull(resource, "resource");
        }
    }

    /** Lines looked at before the first record is given out. */
    static final int LOOK_AHEAD = 64;

    private static final int LONGEST_RECORD = 1 << 18; // characters, with all joined lines
    private static final double MOSTLY = 0.7;

    private final Settings settings;
    private final Consumer<Parsed> records;
    private final TimeStamps times;
    private final PlainLine plain;
    private final List<LineParser> parsers = new ArrayList<>();
    private final TextDecoder decoder = new TextDecoder();
    private final LineSplitter splitter = new LineSplitter(this::line);
    private final Continuation continuation = new Continuation();
    private final long[] formats = new long[LogFormat.values().length]; // records of each
    private boolean begun;
    private @Nullable Utf16 utf16; // null when the file is not of this encoding
    private @Nullable List<String> ahead = new ArrayList<>(); // null once the format is decided
    private boolean timedRecords;

    private @Nullable Draft open; // the record that may still grow
    private @Nullable Instant openPrefixTime;
    private @Nullable String openPod;
    private long openLine;
    private final StringBuilder openText = new StringBuilder(); // once lines were joined
    private final StringBuilder partial = new StringBuilder();

    private Instant last;
    private long lines;
    private long given;
    private long joined;
    private long untimed;
    private long backwards;
    private long cut;

    public LogReader(Settings settings, Consumer<Parsed> records) {
        this.settings = settings;
        this.records = records;
        times = new TimeStamps(settings.zone(), settings.reference());
        plain = new PlainLine(times);
        parsers.add(new JsonLine(times));
        parsers.add(new KlogLine(times));
        parsers.add(new AccessLine(times));
        parsers.add(new SyslogLine(times));
        parsers.add(new LogfmtLine(times));
        last = settings.reference();
    }

    /** Takes the next bytes, which may end anywhere, also inside a character. */
    public void feed(byte[] bytes, int from, int to) {
        if (!begun && to > from) {
            begun = true;
            utf16 = Utf16.begins(bytes, from, to);
        }
        Utf16 wide = utf16;
        if (wide == null) splitter.feed(bytes, from, to);
        else wide.feed(bytes, from, to, splitter::feed);
    }

    /** Gives out what is still held back. */
    public ReadReport finish() {
        Utf16 wide = utf16;
        if (wide != null) wide.finish(splitter::feed);
        splitter.finish();
        decide();
        if (!partial.isEmpty()) record(partial.toString(), ContainerPrefix.NONE); // its end is lost
        give();
        LogFormat format = LogFormat.PLAIN;
        for (LogFormat each : LogFormat.values()) {
            if (formats[each.ordinal()] > formats[format.ordinal()]) format = each;
        }
        return new ReadReport(
                format,
                lines,
                given,
                joined,
                untimed,
                backwards,
                cut,
                decoder.recoded(),
                decoder.binary());
    }

    private void line(byte[] bytes, int length, boolean wasCut) {
        if (wasCut) cut++;
        String text = Ansi.strip(decoder.decode(bytes, length));
        if (lines == 0 && ahead != null && ahead.isEmpty() && text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        List<String> waiting = ahead;
        if (waiting == null) {
            read(text);
            return;
        }
        waiting.add(text);
        if (waiting.size() == LOOK_AHEAD || length > LineSplitter.LONGEST / 4) decide();
    }

    /** Looks at the lines held back, puts the likely format first and reads them. */
    private void decide() {
        List<String> waiting = ahead;
        if (waiting == null) return;
        ahead = null;
        if (!waiting.isEmpty()) {
            CsvLine csv = CsvLine.below(waiting.getFirst(), times);
            if (csv != null) {
                parsers.addFirst(csv);
                waiting.removeFirst();
                lines++;
            } else {
                chooseFormat(waiting);
            }
        }
        for (String text : waiting) read(text);
    }

    private void chooseFormat(List<String> waiting) {
        int full = 0;
        int timed = 0;
        int[] known = new int[parsers.size()];
        for (String text : waiting) {
            String own = ContainerPrefix.of(text, times).rest();
            if (own.isBlank() || own.charAt(0) == ' ' || own.charAt(0) == '\t') continue;
            full++;
            if (plain.timeAt(own) >= 0) timed++;
            for (int i = 0; i < known.length; i++)
                if (parsers.get(i).parse(own) != null) known[i]++;
        }
        int best = 0;
        for (int i = 1; i < known.length; i++) if (known[i] > known[best]) best = i;
        if (known[best] > 0) parsers.addFirst(parsers.remove(best));
        boolean structured = known[best] >= MOSTLY * full;
        timedRecords = !structured && timed >= MOSTLY * full && timed > 0;
    }

    private void read(String text) {
        lines++;
        ContainerPrefix prefix = ContainerPrefix.of(text, times);
        String own = prefix.rest();
        if (prefix.partial()) {
            append(partial, own);
            joined++;
            return;
        }
        if (!partial.isEmpty() || own.length() > LONGEST_RECORD) {
            append(partial, own);
            own = partial.toString();
            partial.setLength(0);
        }
        record(own, prefix);
    }

    /** A program's own line, whole: begins a record or goes on with the one before. */
    private void record(String own, ContainerPrefix prefix) {
        Draft draft = structured(own);
        boolean goesOn = draft == null && goesOn(own);
        Draft before = open;
        if (goesOn && before != null) {
            joined++;
            if (openText.isEmpty()) openText.append(before.message());
            append(openText, "\n");
            append(openText, own);
            return;
        }
        give();
        if (own.isBlank()) return;
        open = draft != null ? draft : plain.parse(own);
        openPrefixTime = prefix.time();
        openPod = prefix.pod();
        openLine = lines;
    }

    private void append(StringBuilder record, String text) {
        int room = Math.min(text.length(), LONGEST_RECORD - record.length());
        if (room < text.length() && text.length() < LineSplitter.LONGEST) cut++; // counted there
        record.append(text, 0, room);
    }

    private boolean goesOn(String text) {
        if (text.isBlank()) return continuation.continues("");
        boolean byForm = continuation.continues(text);
        return byForm || timedRecords && plain.timeAt(text) < 0;
    }

    private @Nullable Draft structured(String text) {
        if (text.isEmpty() || text.charAt(0) == ' ' || text.charAt(0) == '\t') return null;
        for (LineParser parser : parsers) {
            Draft draft = parser.parse(text);
            if (draft != null) return draft;
        }
        return null;
    }

    private void give() {
        Draft draft = open;
        if (draft == null) return;
        open = null;
        String message = openText.isEmpty() ? draft.message() : openText.toString();
        openText.setLength(0);
        Instant time = draft.time() != null ? draft.time() : openPrefixTime;
        boolean timed = time != null;
        if (time == null) {
            untimed++;
            time = last;
        } else {
            if (given > untimed && time.isBefore(last.minus(Duration.ofSeconds(1)))) backwards++;
            last = time;
        }
        Severity severity = draft.severity();
        if (severity == null) severity = SeverityWords.in(message);
        given++;
        formats[draft.format().ordinal()]++;
        records.accept(
                new Parsed(
                        new LogLine(
                                time,
                                Resources.of(draft.fields(), openPod, settings.resource()),
                                severity == null ? Severity.INFO : severity,
                                message,
                                Resources.traceId(draft.fields()),
                                settings.source() + ":" + openLine),
                        draft.format(),
                        draft.fields(),
                        timed));
    }
}
