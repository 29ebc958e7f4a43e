package io.sreagent.analysis.detect;

/**
 * Surprise, in nats, at a run of events whose usual share is learned from the stream itself, the
 * run in progress included: an event that has always been there is no surprise.
 */
final class Repeats {
    private long seen;
    private long repeated;
    private long run;

    double next(boolean again) {
        if (again) {
            run++;
            return -run * Math.log((repeated + run + 1.0) / (seen + run + 2.0));
        }
        seen += run + 1;
        repeated += run;
        run = 0;
        return 0;
    }
}
