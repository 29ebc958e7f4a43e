package io.sreagent.simulator.kubernetes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.cluster.ResourceType;
import io.sreagent.simulator.cluster.Tree;
import java.util.List;
import java.util.Optional;

/** What the API server says about itself: version, groups, kinds. */
final class Discovery {
    private static final List<String> VERBS =
            List.of(
                    "create",
                    "delete",
                    "deletecollection",
                    "get",
                    "list",
                    "patch",
                    "update",
                    "watch");

    private Discovery() {}

    static Optional<ObjectNode> answer(String path) {
        String[] parts = path.substring(1).split("/");
        if (path.equals("/version") || path.equals("/version/")) {
            return Optional.of(
                    Tree.object(
                            "major",
                            "1",
                            "minor",
                            "31",
                            "gitVersion",
                            "v1.31.0",
                            "gitCommit",
                            "simulated",
                            "gitTreeState",
                            "clean",
                            "buildDate",
                            "2026-01-01T00:00:00Z",
                            "goVersion",
                            "none",
                            "compiler",
                            "none",
                            "platform",
                            "linux/amd64"));
        }
        if (path.equals("/api")) {
            ObjectNode versions = Tree.object("kind", "APIVersions");
            versions.putArray("versions").add("v1");
            return Optional.of(versions);
        }
        if (path.equals("/apis")) {
            ObjectNode list = Tree.object("kind", "APIGroupList", "apiVersion", "v1");
            ArrayNode groups = list.putArray("groups");
            groups().forEach(name -> groups.add(group(name)));
            return Optional.of(list);
        }
        if (parts.length == 2 && parts[0].equals("apis") && groups().contains(parts[1])) {
            ObjectNode group = group(parts[1]);
            return Optional.of(group.put("kind", "APIGroup").put("apiVersion", "v1"));
        }
        String version =
                path.equals("/api/v1")
                        ? "v1"
                        : parts.length == 3 && parts[0].equals("apis")
                                ? parts[1] + "/" + parts[2]
                                : "";
        List<ResourceType> types =
                ResourceType.ALL.stream().filter(t -> t.apiVersion().equals(version)).toList();
        return types.isEmpty() ? Optional.empty() : Optional.of(resources(version, types));
    }

    private static List<String> groups() {
        return ResourceType.ALL.stream()
                .map(ResourceType::group)
                .filter(g -> !g.isEmpty())
                .distinct()
                .toList();
    }

    private static ObjectNode group(String name) {
        ObjectNode group = Tree.object("name", name);
        String version =
                ResourceType.ALL.stream()
                        .filter(t -> t.group().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .version();
        ObjectNode one = Tree.object("groupVersion", name + "/" + version, "version", version);
        group.putArray("versions").add(one);
        group.set("preferredVersion", one.deepCopy());
        return group;
    }

    private static ObjectNode resources(String version, List<ResourceType> types) {
        ObjectNode list =
                Tree.object("kind", "APIResourceList", "apiVersion", "v1", "groupVersion", version);
        ArrayNode resources = list.putArray("resources");
        for (ResourceType type : types) {
            ObjectNode one = resources.addObject();
            one.put("name", type.plural())
                    .put("singularName", type.kind().toLowerCase(java.util.Locale.ROOT))
                    .put("namespaced", type.namespaced())
                    .put("kind", type.kind());
            ArrayNode verbs = one.putArray("verbs");
            VERBS.forEach(verbs::add);
            ArrayNode shortNames = one.putArray("shortNames");
            type.shortNames().forEach(shortNames::add);
            for (String sub : type.subresources()) {
                ObjectNode child = resources.addObject();
                child.put("name", type.plural() + "/" + sub)
                        .put("singularName", "")
                        .put("namespaced", type.namespaced());
                child.put(
                        "kind",
                        sub.equals("scale")
                                ? "Scale"
                                : sub.equals("eviction") ? "Eviction" : type.kind());
                child.putArray("verbs").add("get").add("patch").add("update").add("create");
            }
        }
        return list;
    }
}
