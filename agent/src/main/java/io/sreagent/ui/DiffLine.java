package io.sreagent.ui;

import io.quarkus.qute.TemplateExtension;
import io.sreagent.contract.act.Preview;
import java.util.List;

/**
 * One line of a unified diff and how it is coloured.
 *
 * @param css {@code add}, {@code del}, {@code hunk} or {@code same}
 */
record DiffLine(String text, String css) {

    @TemplateExtension
    static List<DiffLine> lines(Preview preview) {
        return preview.diff().lines().map(text -> new DiffLine(text, css(text))).toList();
    }

    private static String css(String text) {
        if (text.startsWith("+++") || text.startsWith("---") || text.startsWith("@@"))
            return "hunk";
        if (text.startsWith("+")) return "add";
        return text.startsWith("-") ? "del" : "same";
    }
}
