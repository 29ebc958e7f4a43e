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

    private final SessionKey keys = new SessionKey();
    private final LinkedHashMap<String, Open> open = new LinkedHashMap<>(1024, 0.75f, true);
    private final Map<Steps, Course> courses = new HashMap<>();
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

    private static final class Open {
        long[] steps = new long[8];
        int length;
        LogLine first;
        LogLine gravest;

        Open(LogLine first) {
            this.first = first;
            gravest = first;
        }

        void add(long template, LogLine line) {
            if (line.severity().compareTo(gravest.severity()) > 0) gravest = line;
            if (length == LONGEST) return;
            if (length == steps.length) steps = Arrays.copyOf(steps, 2 * length);
            steps[length++] = template;
        }
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
        Course known = courses.get(steps);
        if (known == null && courses.size() >= MOST_COURSES) return;
        courses.put(steps, joined(known, course(key, session, steps)));
    }

    private static Course course(String key, Open session, Steps steps) {
        List<Long> ids = Arrays.stream(steps.ids()).boxed().toList();
        boolean same = session.first.equals(session.gravest);
        List<LogLine> lines =
                same ? List.of(session.first) : List.of(session.first, session.gravest);
        return new Course(ids, 1, session.gravest.severity(), key, lines);
    }

    private static Course joined(@org.jspecify.annotations.Nullable Course one, Course other) {
        if (one == null) return other;
        boolean graver = other.worst().compareTo(one.worst()) > 0;
        Course shown = graver ? other : one;
        return new Course(
                one.steps(),
                one.sessions() + other.sessions(),
                shown.worst(),
                shown.example(),
                shown.lines());
    }

    /**
     * Closes all sessions and tells their courses; nothing may be added afterwards.
     *
     * @param current what a template's id became by merges
     */
    public List<Course> finish(LongUnaryOperator current) {
        open.forEach(this::close);
        open.clear();
        Map<List<Long>, Course> settled = new LinkedHashMap<>();
        for (Course course : courses.values()) {
            List<Long> steps = course.steps().stream().map(id -> current.applyAsLong(id)).toList();
            settled.merge(
                    steps,
                    new Course(
                            steps,
                            course.sessions(),
                            course.worst(),
                            course.example(),
                            course.lines()),
                    SessionCollector::joined);
        }
        courses.clear();
        return new ArrayList<>(settled.values());
    }

    /** Sessions closed so far. */
    public long sessions() {
        return sessions;
    }
}
