package io.sreagent.integrations.prometheus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The workload in a pod's name: {@code checkout} of {@code checkout-7d9f8c6b5-x2x4z}, of {@code
 * checkout-x2x4z} and of {@code checkout-0}.
 *
 * <p>Kubernetes draws suffixes from an alphabet without vowels, which keeps {@code node-exporter}
 * whole. A join with {@code kube_pod_owner} would be surer; it costs a join in every query, and
 * does not work without kube-state-metrics.
 */
final class PodNames {
    /** RE2 as well as Java; the first group is the workload. */
    static final String PATTERN =
            "(.+?)(?:-[bcdfghjklmnpqrstvwxz2456789]{5,10})?-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|[0-9]+)";

    private static final Pattern NAME = Pattern.compile(PATTERN);

    private PodNames() {}

    /** The pod's own name when no controller made it up. */
    static String workloadOf(String pod) {
        Matcher name = NAME.matcher(pod);
        return name.matches() ? name.group(1) : pod;
    }
}
