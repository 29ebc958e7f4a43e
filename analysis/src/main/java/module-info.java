/**
 * Numbers and text in, findings out: a library with no I/O, no clock of its own and no framework.
 */
module io.sreagent.analysis {
    requires static transitive org.jspecify;

    exports io.sreagent.analysis.baseline;
    exports io.sreagent.analysis.capacity;
    exports io.sreagent.analysis.cause;
    exports io.sreagent.analysis.detect;
    exports io.sreagent.analysis.fact;
    exports io.sreagent.analysis.finding;
    exports io.sreagent.analysis.forecast;
    exports io.sreagent.analysis.season;
    exports io.sreagent.analysis.stats;
    exports io.sreagent.analysis.logs.finding;
    exports io.sreagent.analysis.logs.read;
    exports io.sreagent.analysis.logs.rules;
    exports io.sreagent.analysis.logs.session;
    exports io.sreagent.analysis.logs.template;
}
