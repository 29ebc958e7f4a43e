/** The records the stages exchange and the interfaces plug-ins implement. */
module io.sreagent.contract {
    requires transitive io.sreagent.analysis;
    requires static transitive org.jspecify;
    requires org.yaml.snakeyaml;

    exports io.sreagent.contract.access;
    exports io.sreagent.contract.act;
    exports io.sreagent.contract.incident;
    exports io.sreagent.contract.notify;
    exports io.sreagent.contract.plan;
    exports io.sreagent.contract.source;
    exports io.sreagent.contract.text;
    exports io.sreagent.contract.yaml;
}
