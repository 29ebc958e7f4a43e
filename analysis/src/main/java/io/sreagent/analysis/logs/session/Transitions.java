package io.sreagent.analysis.logs.session;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How likely each step from one template to the next is, and p-values for the least likely step of
 * a session (a Markov chain of order one; the session's begin and end are steps too, so that one
 * cut short shows). Normal sessions are judged without their own contribution.
 */
final class Transitions {
    private static final String BEGIN = "\u0002";
    private static final String END = "\u0003";

    private record Step(String from, String to) {}

    private final Map<Step, Integer> steps = new HashMap<>();
    private final Map<String, Integer> leaving = new HashMap<>();
    private final double[] least; // of each normal session, rising

    Transitions(List<Session> normal) {
        for (Session session : normal) {
            String before = BEGIN;
            for (String template : session.templates()) before = count(before, template);
            count(before, END);
        }
        least = new double[normal.size()];
        for (int i = 0; i < least.length; i++) least[i] = least(normal.get(i), true);
        Arrays.sort(least);
    }

    private String count(String from, String to) {
        steps.merge(new Step(from, to), 1, Integer::sum);
        leaving.merge(from, 1, Integer::sum);
        return to;
    }

    double pValue(Session session) {
        double likelihood = least(session, false);
        int atMost = 0;
        int high = least.length;
        while (atMost < high) {
            int middle = (atMost + high) >>> 1;
            if (least[middle] <= likelihood) atMost = middle + 1;
            else high = middle;
        }
        return (1.0 + atMost) / (least.length + 1.0);
    }

    /** Probability of the least likely step, without the session's own steps when it is known. */
    private double least(Session session, boolean known) {
        Map<Step, Integer> own = new HashMap<>();
        Map<String, Integer> ownLeaving = new HashMap<>();
        if (known) {
            String before = BEGIN;
            for (String template : session.templates()) {
                own.merge(new Step(before, template), 1, Integer::sum);
                ownLeaving.merge(before, 1, Integer::sum);
                before = template;
            }
            own.merge(new Step(before, END), 1, Integer::sum);
            ownLeaving.merge(before, 1, Integer::sum);
        }
        double least = 1;
        String before = BEGIN;
        for (int i = 0; i <= session.templates().size(); i++) {
            String next = i < session.templates().size() ? session.templates().get(i) : END;
            Step step = new Step(before, next);
            int times = steps.getOrDefault(step, 0) - own.getOrDefault(step, 0);
            int all = leaving.getOrDefault(before, 0) - ownLeaving.getOrDefault(before, 0);
            least = Math.min(least, all <= 0 ? 0 : (double) times / all);
            before = next;
        }
        return least;
    }
}
