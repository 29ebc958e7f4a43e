package io.sreagent.simulator.scenario;

/** What a service is, which decides how it runs and what it exports. */
public enum ServiceKind {
    HTTP, // a Deployment that answers requests
    WORKER, // a Deployment that takes messages from a queue
    DATABASE, // a StatefulSet with a volume and a limit on connections
    CACHE, // a Deployment; spares the database behind it
    QUEUE, // a StatefulSet with a volume; holds messages until workers take them
    EXTERNAL // somebody else's: no pods, seen only from its callers
}
