package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for the whole list each time, in pages: exact at the moment of asking, whatever the clock. A
 * page whose continuation has expired ({@code 410 Gone}) begins again from the first.
 */
final class ListedView implements ClusterView {
    private static final long PAGE = 500;
    private static final int MOST_TRIES = 3;

    private final KubernetesConnection connection;

    ListedView(KubernetesConnection connection) {
        this.connection = connection;
    }

    @Override
    public <T extends HasMetadata> List<T> all(Class<T> kind) throws ClusterTrouble {
        for (int tries = 1; ; tries++) {
            try {
                return pages(kind);
            } catch (KubernetesClientException failed) {
                if (failed.getCode() != 410 || tries == MOST_TRIES) {
                    throw told(kind, failed);
                }
            }
        }
    }

    private <T extends HasMetadata> List<T> pages(Class<T> kind) throws ClusterTrouble {
        List<T> all = new ArrayList<>();
        String next = null;
        do {
            KubernetesResourceList<T> page =
                    connection
                            .client()
                            .resources(kind)
                            .inAnyNamespace()
                            .list(
                                    new ListOptionsBuilder()
                                            .withLimit(PAGE)
                                            .withContinue(next)
                                            .build());
            all.addAll(page.getItems());
            next = page.getMetadata() == null ? null : page.getMetadata().getContinue();
        } while (next != null && !next.isEmpty());
        return all;
    }

    static ClusterTrouble told(Class<?> kind, KubernetesClientException failed) {
        String way =
                switch (failed.getCode()) {
                    case 401, 403 -> "The account of sre-agent needs list and watch on them.";
                    case 404 -> "This cluster does not have them.";
                    default -> "Is the API server up, and k8s.url or k8s.config_path right?";
                };
        String said =
                failed.getStatus() == null ? failed.getMessage() : failed.getStatus().getMessage();
        return new ClusterTrouble(
                "Kubernetes did not list all %ss (%s). %s"
                        .formatted(kind.getSimpleName(), said, way),
                failed.getCode(),
                failed);
    }
}
