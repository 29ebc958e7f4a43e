package io.sreagent.simulator.world;

import java.util.Set;

/** What carries a fault, and so what takes it away. */
sealed interface Binding {
    /** Pods that run this version of the service: a rollback or another image takes it away. */
    record Version(String service, String tag) implements Binding {}

    /** Pods that loaded this value: giving the ConfigMap its old value back takes it away. */
    record Config(String service, String key, String value) implements Binding {}

    /** The processes that ran when it began: a restart takes it away. */
    record Processes(Set<String> uids, long since) implements Binding {}

    /** Pods on this node: moving them takes it away. */
    record Node(String node) implements Binding {}

    /** The surroundings: only time, a person, or more of what it eats up helps. */
    record Surroundings() implements Binding {}
}
