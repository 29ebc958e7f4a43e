package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.contract.plan.KillSwitch;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * A ConfigMap in the agent's own namespace: whoever can write it stops every action, also when the
 * agent's own database and pages are out of reach. Absent means released; anything that is not
 * plainly released or engaged counts as unreadable.
 */
@Singleton
public final class KubernetesKillSwitch implements KillSwitch {
    static final String CONFIG_MAP = "sre-agent-kill-switch";

    private final KubernetesConnection connection;
    private final ApiServer api;

    @Inject
    public KubernetesKillSwitch(KubernetesConnection connection) {
        this.connection = connection;
        this.api = new ApiServer(connection);
    }

    @Override
    public String name() {
        return "cluster";
    }

    @Override
    public State read() {
        if (!connection.isConfigured()) return new State.Released(); // no cluster to stop for
        try {
            ApiServer.Reply reply =
                    api.get(Kind.CONFIG_MAP.path(connection.settings().namespace(), CONFIG_MAP));
            if (reply.isAbsent()) return new State.Released();
            if (!reply.isOk()) return new State.Unreadable(reply.words());
            return state(reply.body().path("data"));
        } catch (ClusterTrouble trouble) {
            return new State.Unreadable(trouble.words());
        } catch (RuntimeException broken) {
            return new State.Unreadable(String.valueOf(broken.getMessage()));
        }
    }

    private static State state(JsonNode data) {
        String engaged = data.path("engaged").asText("");
        return switch (engaged) {
            case "true" ->
                    new State.Engaged(
                            data.path("by").asText("somebody with access to the cluster"),
                            data.path("reason").asText("no reason given"));
            case "false" -> new State.Released();
            default ->
                    new State.Unreadable(
                            "data.engaged of "
                                    + CONFIG_MAP
                                    + " is '"
                                    + engaged
                                    + "', neither true nor false");
        };
    }
}
