package io.sreagent.integrations.kubernetes;

import io.sreagent.contract.act.Target;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Kinds of objects that are read or changed one at a time, with their place in the API. Names are
 * checked before they become part of a path, so that no text can point a request elsewhere.
 */
enum Kind {
    DEPLOYMENT("Deployment", "apis/apps/v1", "deployments"),
    STATEFUL_SET("StatefulSet", "apis/apps/v1", "statefulsets"),
    DAEMON_SET("DaemonSet", "apis/apps/v1", "daemonsets"),
    REPLICA_SET("ReplicaSet", "apis/apps/v1", "replicasets"),
    CONTROLLER_REVISION("ControllerRevision", "apis/apps/v1", "controllerrevisions"),
    POD("Pod", "api/v1", "pods"),
    CONFIG_MAP("ConfigMap", "api/v1", "configmaps"),
    SECRET("Secret", "api/v1", "secrets"),
    AUTOSCALER("HorizontalPodAutoscaler", "apis/autoscaling/v2", "horizontalpodautoscalers"),
    VERTICAL_AUTOSCALER(
            "VerticalPodAutoscaler", "apis/autoscaling.k8s.io/v1", "verticalpodautoscalers");

    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?"); // DNS-1123 subdomain

    private final String text;
    private final String group;
    private final String plural;

    Kind(String text, String group, String plural) {
        this.text = text;
        this.group = group;
        this.plural = plural;
    }

    String text() {
        return text;
    }

    static Optional<Kind> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }

    /** {@code IllegalArgumentException} when the name is none. */
    String path(String namespace, String name) {
        return path(namespace) + "/" + checked(name);
    }

    String path(Target target) {
        return path(target.namespace(), target.name());
    }

    /** Of all objects of a namespace. */
    String path(String namespace) {
        return "/" + group + "/namespaces/" + checked(namespace) + "/" + plural;
    }

    /** Of all objects there are. */
    String everywhere() {
        return "/" + group + "/" + plural;
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches() && !text.contains("..");
    }

    private static String checked(String name) {
        if (!isName(name)) throw new IllegalArgumentException("'" + name + "' is not a name");
        return name;
    }
}
