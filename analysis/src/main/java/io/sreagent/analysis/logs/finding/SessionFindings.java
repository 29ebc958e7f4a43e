package io.sreagent.analysis.logs.finding;

import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.finding.Band;
import io.sreagent.analysis.finding.Words;
import io.sreagent.analysis.logs.finding.LogFinding.Kind;
import io.sreagent.analysis.logs.session.Session;
import io.sreagent.analysis.logs.session.SessionCollector.Course;
import io.sreagent.analysis.logs.session.SessionModel;
import io.sreagent.analysis.logs.session.SessionVerdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sessions of a log that run unlike the others of the same log, without knowing which are normal:
 * all of them teach the {@link SessionModel}, and each is judged by it. That works as long as
 * trouble is the exception: a course that more than one session in two hundred takes is normal.
 * Under {@link #ENOUGH} sessions, or where nearly every session has a course of its own, nothing is
 * said. Cost: linear in lines of the sessions.
 */
public final class SessionFindings {
    static final int ENOUGH = 1_000;
    private static final int MOST = 10;
    private static final int MOST_LEARNED = 100_000;
    private static final double SETTLED =
            0.5; // share of courses per session beyond which all differ

    private SessionFindings() {}

    /**
     * @param courses of all sessions, each once
     */
    public static List<LogFinding> of(List<Course> courses) {
        long sessions = courses.stream().mapToLong(Course::sessions).sum();
        if (sessions < ENOUGH || courses.size() > SETTLED * sessions) return List.of();
        long share = Math.max(1, sessions / MOST_LEARNED); // of each course, at least one
        List<Session> all = new ArrayList<>();
        for (Course course : courses) {
            Session session = session(course);
            for (long i = 0; i < course.sessions(); i += share) all.add(session);
        }
        SessionModel model = SessionModel.learn(all);
        record Strange(Course course, SessionVerdict verdict) {}
        List<Strange> strange = new ArrayList<>();
        for (Course course : courses) {
            SessionVerdict verdict = model.judge(session(course));
            if (verdict.anomalous()) strange.add(new Strange(course, verdict));
        }
        strange.sort(
                Comparator.comparing((Strange one) -> one.course().worst())
                        .thenComparingDouble(one -> one.verdict().score())
                        .reversed()
                        .thenComparing(one -> one.course().example()));
        List<LogFinding> findings = new ArrayList<>();
        Set<Set<Long>> told = new HashSet<>(); // the same lines in another order are told once
        for (Strange one : strange) {
            if (findings.size() == MOST) break;
            if (told.add(Set.copyOf(one.course().steps()))) {
                findings.add(finding(one.course(), one.verdict(), sessions));
            }
        }
        return findings;
    }

    private static Session session(Course course) {
        return new Session(
                course.example(), course.steps().stream().map(Long::toHexString).toList());
    }

    private static LogFinding finding(Course course, SessionVerdict verdict, long sessions) {
        long like = course.sessions();
        String en =
                (like == 1 ? "1 session" : like + " sessions")
                        + " of "
                        + sessions
                        + ", such as "
                        + course.example()
                        + ": "
                        + verdict.reason().en();
        String zh =
                sessions
                        + " 个会话中有 "
                        + like
                        + " 个，例如 "
                        + course.example()
                        + "："
                        + verdict.reason().zh();
        return new LogFinding(
                Kind.SESSION,
                course.steps().hashCode(),
                course.example(),
                course.worst(),
                like,
                new Band(0, 0, SessionModel.DEFAULT_ALPHA * sessions),
                score(course.worst()),
                Optional.empty(),
                new Words(en, zh),
                course.lines().stream().map(Quote::of).toList());
    }

    /** Between a parameter that shifted and a burst of errors. */
    private static double score(Severity worst) {
        return worst.compareTo(Severity.WARN) >= 0 ? 0.6 : 0.45;
    }
}
