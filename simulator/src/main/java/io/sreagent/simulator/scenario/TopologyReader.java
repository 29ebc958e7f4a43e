package io.sreagent.simulator.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the topology of a scenario: the name of a shipped one, or services inline. */
final class TopologyReader {
    private static final String DEFAULT_NAMESPACE = "shop";
    private static final String NAME =
            "[a-z0-9]([-a-z0-9]{0,51}[a-z0-9])?"; // a DNS label with room for generated suffixes

    private final List<String> problems;

    TopologyReader(List<String> problems) {
        this.problems = problems;
    }

    Topology read(Section top) {
        if (top.isText("topology")) {
            String name = top.text("topology").orElse("");
            if (top.isList("services")) {
                return services(name, DEFAULT_NAMESPACE, top, "services");
            }
            Optional<String> shipped = ShippedScenarios.topology(name);
            if (shipped.isEmpty()) {
                top.problem(
                        "topology",
                        "'%s' is not shipped; known: shop, or services inline".formatted(name));
            }
            return shipped.map(yaml -> shipped(name, yaml))
                    .orElse(new Topology(name, DEFAULT_NAMESPACE, List.of()));
        }
        if (top.isList("topology")) {
            return services("inline", DEFAULT_NAMESPACE, top, "topology");
        }
        Optional<Section> inline = top.section("topology");
        if (inline.isEmpty()) {
            if (top.isList("services")) {
                return services("inline", DEFAULT_NAMESPACE, top, "services");
            }
            top.problem("topology", "is missing");
            return new Topology("?", DEFAULT_NAMESPACE, List.of());
        }
        Section section = inline.get();
        Topology topology =
                services(
                        section.text("name").orElse("inline"),
                        section.text("namespace").orElse(DEFAULT_NAMESPACE),
                        section,
                        "services");
        if (!section.has("services")) {
            section.problem("services", "is missing");
        }
        section.done();
        return topology;
    }

    private Topology shipped(String name, String yaml) {
        var node = new org.yaml.snakeyaml.Yaml().compose(new java.io.StringReader(yaml));
        Section section = new Section("topologies/" + name + ".yaml", "", node, problems);
        return services(
                name, section.text("namespace").orElse(DEFAULT_NAMESPACE), section, "services");
    }

    private Topology services(String name, String namespace, Section section, String key) {
        Map<String, ServiceSpec> services = new LinkedHashMap<>();
        List<Section> items = section.list(key, "name");
        for (Section item : items) {
            ServiceSpec spec = service(item);
            if (services.put(spec.name(), spec) != null) {
                item.problem("name", "'%s' is there twice".formatted(spec.name()));
            }
        }
        if (items.isEmpty()) {
            section.problem(key, "needs at least one service");
        }
        for (int i = 0; i < items.size(); i++) {
            checkCalls(items.get(i), services);
        }
        Topology topology = new Topology(name, namespace, List.copyOf(services.values()));
        try {
            topology.callersFirst();
        } catch (IllegalArgumentException e) {
            section.problem(key, String.valueOf(e.getMessage()));
            return new Topology(name, namespace, List.of());
        }
        return topology;
    }

    private static void checkCalls(Section item, Map<String, ServiceSpec> services) {
        for (Section call : item.list("calls", "to")) {
            call.text(call.oneOf("to", "service", "target"))
                    .filter(to -> !services.containsKey(to))
                    .ifPresent(
                            to ->
                                    call.problem(
                                            "to",
                                            "'%s' is not a service of the topology".formatted(to)));
        }
    }

    private ServiceSpec service(Section s) {
        String name = s.required("name", s.text("name"), "?");
        if (!name.equals("?") && !name.matches(NAME)) {
            s.problem(
                    "name", "'%s' is not a DNS label (small letters, digits, '-')".formatted(name));
        }
        ServiceKind kind = s.word("kind", ServiceKind.class).orElse(ServiceKind.HTTP);
        boolean external = kind == ServiceKind.EXTERNAL;
        boolean stateful = kind == ServiceKind.DATABASE || kind == ServiceKind.QUEUE;
        int replicas =
                s.integer("replicas", external ? 0 : 1)
                        .orElse(stateful || kind == ServiceKind.CACHE ? 1 : 2);
        if (replicas > 200) {
            s.problem("replicas", "must be at most 200");
        }
        double cpu =
                positive(s, "cpu", s.value("cpu", Quantity::number).orElse(stateful ? 2.0 : 1.0));
        double memory =
                positive(
                        s,
                        "memory",
                        s.value("memory", Quantity::mebibytes).orElse(stateful ? 2048.0 : 512.0));
        double storage =
                s.value(
                                "storage",
                                text ->
                                        Quantity.mebibytes(
                                                        text.matches("[0-9.]+")
                                                                ? text + "Gi"
                                                                : text)
                                                / 1024)
                        .orElse(stateful ? 20.0 : 0.0);
        ServiceSpec spec =
                new ServiceSpec(
                        name,
                        kind,
                        external ? 0 : replicas,
                        cpu,
                        memory,
                        calls(s),
                        positive(
                                s,
                                "base_ms",
                                s.value("base_ms", Quantity::number).orElse(baseMs(kind))),
                        s.text("version").orElse(version(name, kind)),
                        storage,
                        s.section("hpa").map(TopologyReader::hpa).orElse(null));
        s.done();
        return spec;
    }

    private static List<Call> calls(Section s) {
        List<Call> calls = new ArrayList<>();
        for (Section c : s.list("calls", "to")) {
            String key = c.oneOf("to", "service", "target");
            String to = c.required("to", c.text(key), "?");
            double share = c.value("share", Quantity::number).orElse(1.0);
            try {
                calls.add(new Call(to, share));
            } catch (IllegalArgumentException e) {
                c.problem("share", String.valueOf(e.getMessage()));
            }
            c.done();
        }
        return calls;
    }

    private static Autoscale hpa(Section s) {
        try {
            Autoscale hpa =
                    new Autoscale(
                            s.integer("min", 1).orElse(2),
                            s.integer("max", 1).orElse(6),
                            s.integer("target", 1).orElse(80));
            s.done();
            return hpa;
        } catch (IllegalArgumentException e) {
            s.problem("max", String.valueOf(e.getMessage()));
            return new Autoscale(1, 1, 80);
        }
    }

    private static double positive(Section s, String key, double value) {
        if (!(value > 0)) {
            s.problem(key, "must be over 0");
            return 1;
        }
        return value;
    }

    private static double baseMs(ServiceKind kind) {
        return switch (kind) {
            case HTTP -> 12;
            case WORKER -> 80;
            case DATABASE -> 4;
            case CACHE -> 0.6;
            case QUEUE -> 1.5;
            case EXTERNAL -> 60;
        };
    }

    private static String version(String name, ServiceKind kind) {
        int hash = Math.floorMod(name.hashCode(), 40);
        return switch (kind) {
            case DATABASE -> "16." + (hash % 6 + 1);
            case CACHE -> "7.2." + (hash % 5 + 1);
            case QUEUE -> "3.13." + (hash % 5 + 1);
            default -> "v1." + (hash + 1) + ".0";
        };
    }
}
