package io.sreagent.decision;

import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.source.Workload;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a playbook's arguments definite. Only {@code replicas} can be relative: {@code "+50%"} of
 * what the platform says is wanted now, or {@code by load}: as many times more as the load has
 * grown, with a tenth to spare.
 */
final class Arguments {
    private static final Pattern PERCENT_MORE = Pattern.compile("\\+(\\d{1,3})%");
    private static final double SPARE = 1.1;
    private static final double LEAST = 1.5; // less would hardly be felt
    private static final double MOST = 4; // more is for a person to decide

    private Arguments() {}

    static Map<String, String> bind(
            Map<String, String> template, Workload workload, double loadGrowth)
            throws PreviewRefused {
        Map<String, String> bound = new HashMap<>(template);
        String replicas = template.get("replicas");
        if (replicas == null) return bound;
        Matcher more = PERCENT_MORE.matcher(replicas);
        if (more.matches())
            bound.put("replicas", times(workload, 1 + Integer.parseInt(more.group(1)) / 100.0));
        if (replicas.equals("by load")) {
            bound.put("replicas", times(workload, Math.clamp(loadGrowth * SPARE, LEAST, MOST)));
        }
        return bound;
    }

    private static String times(Workload workload, double factor) throws PreviewRefused {
        if (workload.wanted() < 1)
            throw new PreviewRefused(workload.target().id() + " is scaled to nothing");
        return String.valueOf((int) Math.ceil(workload.wanted() * factor));
    }
}
