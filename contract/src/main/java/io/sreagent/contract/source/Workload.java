package io.sreagent.contract.source;

import static java.util.Objects.requireNonNull;

import io.sreagent.contract.act.Target;
import java.util.List;
import java.util.Map;

/**
 * A running workload as its platform describes it.
 *
 * @param target kind, namespace, name and UID
 * @param services names under which callers reach it
 * @param images container name → image
 * @param revision the roll-out revision that is wanted now, 0 when the platform has none
 * @param owner who manages it besides its own controller ({@code hpa/checkout}, {@code
 *     argocd/shop}); empty when nobody
 * @param references config maps, by name, that its pods read
 */
public record Workload(
        Target target,
        List<String> services,
        Map<String, String> labels,
        Map<String, String> images,
        int wanted,
        int available,
        long revision,
        List<String> owner,
        List<String> references) {
    public Workload {
        requireNonNull(target, "target");
        services = List.copyOf(services);
        labels = Map.copyOf(labels);
        images = Map.copyOf(images);
        owner = List.copyOf(owner);
        references = List.copyOf(references);
    }
}
