package io.sreagent.simulator.kubernetes;

import io.sreagent.simulator.cluster.ResourceType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a path of the API means.
 *
 * @param namespace empty for cluster-wide kinds and for lists over all namespaces
 * @param name empty for the collection
 * @param subresource empty for the object itself
 */
record Target(ResourceType type, String namespace, String name, String subresource) {
    static Optional<Target> of(String path) {
        List<String> parts = Arrays.asList(path.substring(1).split("/"));
        boolean core = parts.size() >= 3 && parts.get(0).equals("api");
        boolean grouped = parts.size() >= 4 && parts.get(0).equals("apis");
        if (!core && !grouped) {
            return Optional.empty();
        }
        String group = core ? "" : parts.get(1);
        String version = parts.get(core ? 1 : 2);
        List<String> rest = parts.subList(core ? 2 : 3, parts.size());
        boolean scoped =
                rest.size() >= 3
                        && rest.getFirst().equals("namespaces")
                        && !rest.get(2).equals("status");
        String namespace = scoped ? rest.get(1) : "";
        List<String> own = scoped ? rest.subList(2, rest.size()) : rest;
        if (own.size() > 3) {
            return Optional.empty();
        }
        String name = own.size() > 1 ? own.get(1) : "";
        String subresource = own.size() > 2 ? own.get(2) : "";
        return ResourceType.find(group, version, own.getFirst())
                .filter(type -> subresource.isEmpty() || type.subresources().contains(subresource))
                .map(type -> new Target(type, namespace, name, subresource));
    }
}
