package io.sreagent.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/**
 * Where findings are called out, one line each, and remembered as far as the exit code needs.
 * Machines get all of them at the end, as one object.
 */
final class Ward {
    private final PrintWriter out;
    private final boolean json;
    private final ArrayNode findings = JsonNodeFactory.instance.arrayNode();
    private String section = "";
    private int ills;

    Ward(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    void heading(String text) {
        if (!json) {
            if (!findings.isEmpty()) out.println();
            out.println(Ansi.AUTO.string("@|bold " + text.replace("@|", "@ |") + "|@"));
            out.flush();
        }
        section = text;
    }

    void well(String what, String detail) {
        call(true, what, detail);
    }

    /**
     * @param detail what was seen and the way out
     */
    void ill(String what, String detail) {
        ills++;
        call(false, what, detail);
    }

    boolean isWell() {
        return ills == 0;
    }

    void close() {
        if (json) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            all.put("well", isWell()).put("to_do", ills).set("findings", findings);
            out.println(all.toPrettyString());
        } else {
            out.println();
            out.println(
                    ills == 0
                            ? "All well."
                            : ills == 1
                                    ? "One thing needs doing, marked !!."
                                    : ills + " things need doing, marked !!.");
        }
        out.flush();
    }

    private void call(boolean well, String what, String detail) {
        findings.addObject()
                .put("section", section)
                .put("what", what)
                .put("well", well)
                .put("detail", detail);
        if (json) return;
        String mark = Ansi.AUTO.string(well ? "@|green ok|@" : "@|red !!|@");
        String[] rows = detail.split("\n", -1);
        out.printf("  %s  %-32s %s%n", mark, what, rows[0]);
        for (int i = 1; i < rows.length; i++) out.printf("%39s%s%n", "", rows[i]);
        out.flush();
    }
}
