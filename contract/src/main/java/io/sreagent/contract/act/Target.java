package io.sreagent.contract.act;

import static java.util.Objects.requireNonNull;

/**
 * An object that a step changes, as its platform knows it: never taken from text.
 *
 * @param kind such as {@code Deployment}, {@code Pod}, {@code ConfigMap}
 * @param namespace empty for objects without one
 * @param uid the platform's own identity; an object of the same name made later is another one
 */
public record Target(String kind, String namespace, String name, String uid) {
    public Target {
        requireNonNull(kind, "kind");
        requireNonNull(namespace, "namespace");
        requireNonNull(name, "name");
        requireNonNull(uid, "uid");
    }

    /** {@code deployment/shop/checkout}. */
    public String id() {
        String prefix = kind.toLowerCase(java.util.Locale.ROOT) + "/";
        return namespace.isEmpty() ? prefix + name : prefix + namespace + "/" + name;
    }
}
