package io.sreagent.simulator.scenario;

/** Innocent things that also happen. */
public enum EventKind {
    DEPLOY, // a new version that is fine
    SCALE, // another number of replicas
    CONFIG, // a harmless change of the service's ConfigMap
    RESTART, // a rollout restart
    BATCH_JOB, // a job that takes CPU for a while
    HOLIDAY, // a day with the load of a Sunday
    SCRAPE_GAP // scrapes fail for a while
}
