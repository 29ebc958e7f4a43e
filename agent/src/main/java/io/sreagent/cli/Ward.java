package io.sreagent.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** Where findings are called out, one line each, and remembered as far as the exit code needs. */
final class Ward {
    private final PrintWriter out;
    private int ills;
    private int lines;

    Ward(PrintWriter out) {
        this.out = out;
    }

    void heading(String text) {
        if (lines > 0) out.println();
        out.println(Ansi.AUTO.string("@|bold " + text.replace("@|", "@ |") + "|@"));
        out.flush();
    }

    void well(String what, String detail) {
        line(Ansi.AUTO.string("@|green ok|@"), "  ", what, detail);
    }

    /**
     * @param detail what was seen and the way out
     */
    void ill(String what, String detail) {
        ills++;
        line(Ansi.AUTO.string("@|red !!|@"), "  ", what, detail);
    }

    boolean isWell() {
        return ills == 0;
    }

    void close() {
        out.println();
        out.println(
                ills == 0
                        ? "All well."
                        : ills == 1
                                ? "One thing needs doing, marked !!."
                                : ills + " things need doing, marked !!.");
        out.flush();
    }

    private void line(String mark, String gap, String what, String detail) {
        lines++;
        String[] rows = detail.split("\n", -1);
        out.printf("  %s%s%-32s %s%n", mark, gap, what, rows[0]);
        for (int i = 1; i < rows.length; i++) out.printf("%39s%s%n", "", rows[i]);
        out.flush();
    }
}
