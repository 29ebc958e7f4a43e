package io.sreagent.simulator.scenario;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The services and who calls whom: an acyclic graph. */
public record Topology(String name, String namespace, List<ServiceSpec> services) {
    public Topology {
        services = List.copyOf(services);
    }

    public Optional<ServiceSpec> service(String wanted) {
        return services.stream().filter(s -> s.name().equals(wanted)).findFirst();
    }

    /** Services nobody calls and that serve people: where load enters. */
    public List<ServiceSpec> entries() {
        List<String> called = new ArrayList<>();
        services.forEach(s -> s.calls().forEach(c -> called.add(c.to())));
        List<ServiceSpec> roots =
                services.stream().filter(s -> !called.contains(s.name())).toList();
        for (ServiceKind kind : List.of(ServiceKind.HTTP, ServiceKind.WORKER)) {
            List<ServiceSpec> ofKind = roots.stream().filter(s -> s.kind() == kind).toList();
            if (!ofKind.isEmpty()) {
                return ofKind;
            }
        }
        return roots;
    }

    /** Callers before callees. {@code IllegalArgumentException} names a cycle. */
    public List<ServiceSpec> callersFirst() {
        Map<String, ServiceSpec> byName = new LinkedHashMap<>();
        services.forEach(s -> byName.put(s.name(), s));
        List<ServiceSpec> order = new ArrayList<>();
        Map<String, Boolean> done = new HashMap<>();
        services.forEach(s -> visit(s, byName, done, order, new ArrayList<>()));
        return order.reversed();
    }

    private static void visit(
            ServiceSpec service,
            Map<String, ServiceSpec> byName,
            Map<String, Boolean> done,
            List<ServiceSpec> order,
            List<String> path) {
        path.add(service.name());
        Boolean state = done.get(service.name());
        if (Boolean.FALSE.equals(state)) {
            throw new IllegalArgumentException(
                    "the calls form a cycle: "
                            + String.join(
                                    " -> ",
                                    path.subList(path.indexOf(service.name()), path.size())));
        }
        if (state == null) {
            done.put(service.name(), false);
            for (Call call : service.calls()) {
                ServiceSpec callee = byName.get(call.to());
                if (callee != null) {
                    visit(callee, byName, done, order, path);
                }
            }
            done.put(service.name(), true);
            order.add(service);
        }
        path.removeLast();
    }
}
