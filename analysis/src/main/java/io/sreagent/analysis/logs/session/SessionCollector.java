package io.sreagent.analysis.logs.session;

import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/**
 * Joins the lines of a log to sessions by trace id, or by a word that numbers one thing among many
 * (a block, a request), and counts sessions of the same course together.
 *
 * <p>Memory is bounded: {@link #MOST_OPEN} sessions are open at a time, the longest silent is
 * closed first; of the courses that sessions take {@link #MOST_COURSES} are kept; of a session the
 * first {@link #LONGEST} lines count. Cost: one look-up a line.
 */
public final class SessionCollector {
    static final int MOST_OPEN = 20_000;
    static final int MOST_COURSES = 20_000;
    static final int LONGEST = 200; // lines of a session
    private static final int LONGEST_LINE = 512; // characters kept of one

    private final SessionKey keys = new SessionKey();
    private final LinkedHashMap<String, Open> open = new LinkedHashMap<>(1024, 0.75f, true);
    private final Map<Steps, Seen> courses = new HashMap<>();
    private long sessions;

    /**
     * All sessions that took the same course.
     *
     * @param steps ids of templates in the order of the lines
     * @param worst gravest line of any of them
     * @param example one of them
     * @param lines the first line of the example, and its gravest
     */
    public record Course(
            List<Long> steps, long sessions, Severity worst, String example, List<LogLine> lines) {}

    /** What is kept of a course besides its steps. */
    private record Seen(long sessions, Severity worst, String example, List<LogLine> lines) {
        Seen and(Seen other) {
            Seen shown = other.worst.compareTo(worst) > 0 ? other : this;
            return new Seen(sessions + other.sessions, shown.worst, shown.example, shown.lines);
        }

        Course course(Steps steps) {
            List<Long> ids = Arrays.stream(steps.ids()).boxed().toList();
            return new Course(ids, sessions, worst, example, lines);
        }
    }

    private static final class Open {
        long[] steps = new long[8];
        int length;
        LogLine first;
        LogLine gravest;

        Open(LogLine first) {
            this.first = begun(first);
            gravest = this.first;
        }

        void add(long template, LogLine line) {
            if (line.severity().compareTo(gravest.severity()) > 0) gravest = begun(line);
            if (length == LONGEST) return;
            if (length == steps.length) steps = Arrays.copyOf(steps, 2 * length);
            steps[length++] = template;
        }
    }

    /** A line of which the beginning is kept: some have a dump behind it. */
    private static LogLine begun(LogLine line) {
        if (line.message().length() <= LONGEST_LINE) return line;
        return new LogLine(
                line.time(),
                line.resource(),
                line.severity(),
                line.message().substring(0, LONGEST_LINE),
                line.traceId(),
                line.position());
    }

    /** An array that knows what it is equal to. */
    private record Steps(long[] ids) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Steps steps && Arrays.equals(ids, steps.ids);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(ids);
        }
    }

    /**
     * @param template its id as known now
     */
    public void add(LogLine line, long template) {
        String key = keys.of(line);
        if (key == null) return;
        Open session = open.get(key);
        if (session == null) {
            if (open.size() >= MOST_OPEN) closeEldest();
            session = new Open(line);
            open.put(key, session);
        }
        session.add(template, line);
    }

    private void closeEldest() {
        Iterator<Map.Entry<String, Open>> eldest = open.entrySet().iterator();
        Map.Entry<String, Open> entry = eldest.next();
        close(entry.getKey(), entry.getValue());
        eldest.remove();
    }

    private void close(String key, Open session) {
        sessions++;
        Steps steps = new Steps(Arrays.copyOf(session.steps, session.length));
        if (courses.size() >= MOST_COURSES && !courses.containsKey(steps)) return;
        courses.merge(steps, seen(key, session), Seen::and);
    }

    private static Seen seen(String key, Open session) {
        boolean same = session.first.equals(session.gravest);
        List<LogLine> lines =
                same ? List.of(session.first) : List.of(session.first, session.gravest);
        return new Seen(1, session.gravest.severity(), key, lines);
    }

    /**
     * Closes all sessions and tells their courses; nothing may be added afterwards.
     *
     * @param current what a template's id became by merges
     */
    public List<Course> finish(LongUnaryOperator current) {
        open.forEach(this::close);
        open.clear();
        Map<Steps, Seen> settled = new LinkedHashMap<>();
        courses.forEach(
                (steps, seen) ->
                        settled.merge(
                                new Steps(Arrays.stream(steps.ids()).map(current).toArray()),
                                seen,
                                Seen::and));
        courses.clear();
        List<Course> all = new ArrayList<>();
        settled.forEach((steps, seen) -> all.add(seen.course(steps)));
        return all;
    }

    /** Sessions closed so far. */
    public long sessions() {
        return sessions;
    }
}
