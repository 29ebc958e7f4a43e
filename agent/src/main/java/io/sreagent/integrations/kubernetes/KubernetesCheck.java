package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.contract.source.SelfCheck;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Says whether the API server answers, what may be read there, and what the kill switch says. */
@Singleton
public final class KubernetesCheck implements SelfCheck {
    private static final List<Class<? extends HasMetadata>> READ =
            List.of(
                    Deployment.class,
                    StatefulSet.class,
                    DaemonSet.class,
                    ReplicaSet.class,
                    ControllerRevision.class,
                    Pod.class,
                    Service.class,
                    ConfigMap.class,
                    HorizontalPodAutoscaler.class,
                    Node.class,
                    Event.class);

    private final KubernetesConnection connection;
    private final KubernetesKillSwitch killSwitch;

    @Inject
    public KubernetesCheck(KubernetesConnection connection, KubernetesKillSwitch killSwitch) {
        this.connection = connection;
        this.killSwitch = killSwitch;
    }

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public List<Finding> check() {
        if (!connection.isConfigured()) {
            return List.of(
                    new Finding(
                            "connection",
                            true,
                            "not configured; k8s.config_path, k8s.in_cluster or k8s.url names a cluster"));
        }
        List<Finding> findings = new ArrayList<>();
        findings.add(version());
        if (!findings.getFirst().well()) return List.copyOf(findings);
        ClusterView view = new ListedView(connection);
        for (Class<? extends HasMetadata> kind : READ) {
            try {
                int count = view.allIfKnown(kind).size();
                findings.add(new Finding(kind.getSimpleName(), true, count + " readable"));
            } catch (ClusterTrouble trouble) {
                findings.add(new Finding(kind.getSimpleName(), false, trouble.words()));
            }
        }
        findings.add(
                switch (killSwitch.read()) {
                    case KillSwitch.State.Released released ->
                            new Finding("kill switch", true, "released");
                    case KillSwitch.State.Engaged engaged ->
                            new Finding(
                                    "kill switch",
                                    true,
                                    "engaged by " + engaged.by() + ": " + engaged.reason());
                    case KillSwitch.State.Unreadable unreadable ->
                            new Finding("kill switch", false, unreadable.why());
                });
        return List.copyOf(findings);
    }

    private Finding version() {
        try {
            ApiServer.Reply reply = new ApiServer(connection).get("/version");
            String url = connection.shownUrl().orElse("");
            return reply.isOk()
                    ? new Finding(
                            "connection",
                            true,
                            url + ", version " + reply.body().path("gitVersion").asText("unknown"))
                    : new Finding("connection", false, url + ": " + reply.words());
        } catch (ClusterTrouble trouble) {
            return new Finding("connection", false, trouble.words());
        }
    }
}
