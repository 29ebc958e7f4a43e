package io.sreagent.decision;

import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.source.Workload;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes a playbook's arguments definite. Only one is relative: {@code replicas: "+50%"} becomes a
 * number from what the platform says is wanted now, rounded up.
 */
final class Arguments {
    private static final Pattern PERCENT_MORE = Pattern.compile("\\+(\\d{1,3})%");

    private Arguments() {}

    static Map<String, String> bind(Map<String, String> template, Workload workload)
            throws PreviewRefused {
        Map<String, String> bound = new HashMap<>(template);
        String replicas = template.get("replicas");
        if (replicas != null) {
            Matcher more = PERCENT_MORE.matcher(replicas);
            if (more.matches())
                bound.put("replicas", more(workload, Integer.parseInt(more.group(1))));
        }
        return bound;
    }

    private static String more(Workload workload, int percent) throws PreviewRefused {
        if (workload.wanted() < 1)
            throw new PreviewRefused(workload.target().id() + " is scaled to nothing");
        return String.valueOf((int) Math.ceil(workload.wanted() * (1 + percent / 100.0)));
    }
}
