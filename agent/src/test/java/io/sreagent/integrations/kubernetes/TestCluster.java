package io.sreagent.integrations.kubernetes;

import java.util.Optional;

/** Settings and objects that tests of this package share. */
final class TestCluster {
    private TestCluster() {}

    static KubernetesSettings at(String url) {
        return new At(Optional.of(url), false, false);
    }

    static KubernetesSettings watching(String url) {
        return new At(Optional.of(url), true, false);
    }

    static KubernetesSettings nowhere() {
        return new At(Optional.empty(), false, false);
    }

    static KubernetesSettings helmAllowed(String url) {
        return new At(Optional.of(url), false, true);
    }

    record At(Optional<String> url, boolean watch, boolean changeHelmOwned)
            implements KubernetesSettings {
        @Override
        public Optional<String> bearerToken() {
            return Optional.empty();
        }

        @Override
        public Optional<String> caFile() {
            return Optional.empty();
        }

        @Override
        public Optional<String> configPath() {
            return Optional.empty();
        }

        @Override
        public Optional<String> context() {
            return Optional.empty();
        }

        @Override
        public boolean inCluster() {
            return false;
        }

        @Override
        public int timeoutSeconds() {
            return 5;
        }

        @Override
        public String namespace() {
            return "sre-agent";
        }
    }

    static final String DEPLOYMENT = "/apis/apps/v1/namespaces/shop/deployments/checkout";

    /** A deployment at revision 2 whose new image leaks, its two replica sets, and a pod of it. */
    static FakeCluster shop() {
        FakeCluster cluster = new FakeCluster();
        String uid =
                cluster.put(deployment("checkout", "shop/checkout:v2.3.1", 2))
                        .at("/metadata/uid")
                        .asText();
        cluster.put(
                replicaSet(
                        "checkout",
                        uid,
                        "6c9f7b8d5",
                        1,
                        "shop/checkout:v2.3.0",
                        "info",
                        "2026-03-01T08:00:00Z"));
        cluster.put(
                replicaSet(
                        "checkout",
                        uid,
                        "7d9f8c6b5",
                        2,
                        "shop/checkout:v2.3.1",
                        "debug",
                        "2026-03-02T09:30:00Z"));
        cluster.put(pod("checkout", "7d9f8c6b5", "x2x4z"));
        settle(cluster);
        return cluster;
    }

    static String deployment(String name, String image, int revision) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: %1$s
          namespace: shop
          labels: {app: %1$s}
          annotations: {deployment.kubernetes.io/revision: "%3$d"}
        spec:
          replicas: 3
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              containers:
                - name: app
                  image: %2$s
                  env: [{name: LOG_LEVEL, value: debug}]
                  envFrom: [{configMapRef: {name: %1$s-config}}]
                  resources: {requests: {cpu: 250m, memory: 256Mi}, limits: {cpu: 500m, memory: 512Mi}}
        status: {}
        """
                .formatted(name, image, revision);
    }

    static String replicaSet(
            String name,
            String owner,
            String hash,
            int revision,
            String image,
            String level,
            String created) {
        return """
        apiVersion: apps/v1
        kind: ReplicaSet
        metadata:
          name: %1$s-%3$s
          namespace: shop
          creationTimestamp: "%7$s"
          labels: {app: %1$s, pod-template-hash: %3$s}
          annotations: {deployment.kubernetes.io/revision: "%4$d"}
          ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: %1$s, uid: %2$s, controller: true}]
        spec:
          replicas: 3
          selector: {matchLabels: {app: %1$s, pod-template-hash: %3$s}}
          template:
            metadata: {labels: {app: %1$s, pod-template-hash: %3$s}}
            spec:
              containers:
                - name: app
                  image: %5$s
                  env: [{name: LOG_LEVEL, value: %6$s}]
                  envFrom: [{configMapRef: {name: %1$s-config}}]
                  resources: {requests: {cpu: 250m, memory: 256Mi}, limits: {cpu: 500m, memory: 512Mi}}
        status: {replicas: 3, readyReplicas: 3}
        """
                .formatted(name, owner, hash, revision, image, level, created);
    }

    static String pod(String name, String hash, String suffix) {
        return """
        apiVersion: v1
        kind: Pod
        metadata:
          name: %1$s-%2$s-%3$s
          namespace: shop
          labels: {app: %1$s, pod-template-hash: %2$s}
          ownerReferences: [{apiVersion: apps/v1, kind: ReplicaSet, name: %1$s-%2$s, uid: rs-%2$s, controller: true}]
        spec:
          containers: [{name: app, image: x, envFrom: [{configMapRef: {name: %1$s-config}}]}]
        status:
          phase: Running
          containerStatuses: [{name: app, ready: true, state: {running: {}}}]
        """
                .formatted(name, hash, suffix);
    }

    /** The deployment's controller catches up. */
    static void settle(FakeCluster cluster) {
        cluster.change(
                DEPLOYMENT,
                object -> {
                    int wanted = object.at("/spec/replicas").asInt();
                    object.putObject("status")
                            .put("observedGeneration", object.at("/metadata/generation").asInt())
                            .put("replicas", wanted)
                            .put("updatedReplicas", wanted)
                            .put("availableReplicas", wanted)
                            .put("readyReplicas", wanted);
                });
    }
}
