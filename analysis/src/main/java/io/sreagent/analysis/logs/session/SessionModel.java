package io.sreagent.analysis.logs.session;

import io.sreagent.analysis.finding.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Learns from normal sessions and tells how strange another one is, without labels.
 *
 * <p>Three traits are looked at: which templates occur, how often each occurs, and the least likely
 * step from one to the next. Each yields a conformal p-value ({@link Rarity}, {@link Transitions});
 * the smallest counts, after weights for having looked three times. A session is anomalous when p
 * is under {@link #DEFAULT_ALPHA}: of normal sessions at most one in 200 is called so. Under 500
 * normal sessions no p-value can get there; a template never seen before then decides alone.
 *
 * <p>Cost: learning is linear in templates; a verdict in the session's length.
 */
public final class SessionModel {
    /** Share of normal sessions that may be called anomalous. */
    public static final double DEFAULT_ALPHA = 0.005;

    // Shares of alpha, as factors on p-values (weighted Bonferroni; 2/5, 2/5 and 1/5). Order gets
    // least: what runs in parallel logs in any order.
    private static final double SET = 2.5;
    private static final double COUNT = 2.5;
    private static final double ORDER = 5;

    private final Rarity kinds;
    private final Rarity counts;
    private final Transitions transitions;
    private final TreeSet<String> known = new TreeSet<>();
    private final double smallest;
    private final double alpha;

    private SessionModel(List<Session> normal, double alpha) {
        kinds = new Rarity(normal.stream().mapToLong(SessionModel::kindsOf).toArray());
        counts = new Rarity(normal.stream().mapToLong(SessionModel::countsOf).toArray());
        transitions = new Transitions(normal);
        for (Session session : normal) known.addAll(session.templates());
        smallest = 1.0 / (normal.size() + 1);
        this.alpha = alpha;
    }

    /**
     * @param normal sessions without trouble, or nearly so; at least one
     * @param alpha share of normal sessions that may be called anomalous, 0–1
     */
    public static SessionModel learn(List<Session> normal, double alpha) {
        if (normal.isEmpty()) throw new IllegalArgumentException("no sessions to learn from");
        if (!(alpha > 0 && alpha < 1)) throw new IllegalArgumentException("alpha " + alpha);
        return new SessionModel(normal, alpha);
    }

    public static SessionModel learn(List<Session> normal) {
        return learn(normal, DEFAULT_ALPHA);
    }

    /** Judges one session; it is not learned from. */
    public SessionVerdict judge(Session session) {
        double byKind = Math.min(1, SET * kinds.pValue(kindsOf(session)));
        double byCount = Math.min(1, COUNT * counts.pValue(countsOf(session)));
        double byStep = Math.min(1, ORDER * transitions.pValue(session));
        double least = Math.min(byKind, Math.min(byCount, byStep));
        String unknown = unknown(session);
        double p = least;
        if (unknown != null) p = Math.min(p, Math.min(smallest, alpha / 2));
        double geometric = Math.cbrt(byKind * byCount * byStep);
        return new SessionVerdict(
                session.id(),
                p,
                Math.clamp(1 - 0.9 * p - 0.1 * geometric, 0, 1),
                p < alpha,
                reason(session, unknown, byKind, byCount, byStep, p < alpha));
    }

    private @Nullable String unknown(Session session) {
        for (String template : session.templates()) if (!known.contains(template)) return template;
        return null;
    }

    private Words reason(
            Session session,
            @Nullable String unknown,
            double byKind,
            double byCount,
            double byStep,
            boolean anomalous) {
        if (!anomalous) return new Words("runs like normal sessions", "与正常会话一致");
        if (unknown != null) {
            return new Words("has a line never seen before: " + unknown, "出现从未见过的日志：" + unknown);
        }
        if (byKind <= byCount && byKind <= byStep) {
            boolean seen = kinds.knows(kindsOf(session));
            return seen
                    ? new Words("has a rare set of lines", "日志种类的组合很少见")
                    : new Words("has a set of lines never seen together", "日志种类的组合从未出现过");
        }
        if (byCount <= byStep) {
            return new Words(
                    "has lines more or less often than normal ("
                            + session.templates().size()
                            + " lines)",
                    "日志条数与正常会话不同（共 " + session.templates().size() + " 条）");
        }
        return new Words("has lines in an unusual order", "日志顺序异常");
    }

    private static long kindsOf(Session session) {
        long hash = 17;
        for (String template : new TreeSet<>(session.templates())) hash = mix(hash, template, 1);
        return hash;
    }

    private static long countsOf(Session session) {
        Map<String, Integer> times = new HashMap<>();
        for (String template : session.templates()) times.merge(template, 1, Integer::sum);
        long hash = 19;
        for (String template : new TreeSet<>(times.keySet())) {
            hash = mix(hash, template, times.getOrDefault(template, 0));
        }
        return hash;
    }

    private static long mix(long hash, String template, int times) {
        long text = 0;
        for (int i = 0; i < template.length(); i++) text = text * 0x5DEECE66DL + template.charAt(i);
        long mixed = (hash ^ (text + times * 0x9E3779B97F4A7C15L)) * 0xD6E8FEB86659FD93L;
        return mixed ^ (mixed >>> 29);
    }
}
