/** The records the stages exchange and the interfaces plug-ins implement. */
module io.sreagent.contract {
    requires transitive io.sreagent.analysis;
    requires static transitive org.jspecify;

    exports io.sreagent.contract.access;
    exports io.sreagent.contract.act;
    exports io.sreagent.contract.incident;
    exports io.sreagent.contract.plan;
    exports io.sreagent.contract.source;
}
