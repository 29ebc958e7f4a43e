package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/**
 * Prints answers: JSON as it came, or a table as wide as its cells. Colour only where somebody
 * looks: on a terminal, and not under {@code NO_COLOR}.
 */
public final class Printer {
    private final PrintWriter out;
    private final boolean json;

    public Printer(PrintWriter out, boolean json) {
        this.out = out;
        this.json = json;
    }

    /**
     * @param columns heading and field in turns: {@code "ID", "id", "STATE", "state"}; a field may
     *     be a path such as {@code /title/en}
     */
    public void table(JsonNode answer, String... columns) {
        if (json) {
            json(answer);
            return;
        }
        List<String[]> rows = new ArrayList<>();
        String[] head = new String[columns.length / 2];
        for (int c = 0; c < head.length; c++) head[c] = columns[2 * c];
        rows.add(head);
        JsonNode items = answer.isArray() ? answer : answer.path("items");
        for (JsonNode item : items) {
            String[] row = new String[head.length];
            for (int c = 0; c < head.length; c++) row[c] = text(item, columns[2 * c + 1]);
            rows.add(row);
        }
        if (rows.size() == 1) out.println("none");
        else rows(rows);
        String next = answer.path("next_cursor").asText("");
        if (!next.isEmpty()) out.println("… more: --cursor " + next);
        out.flush();
    }

    /** {@code name: value} lines of an object's plain fields. */
    public void fields(JsonNode object, String... fields) {
        if (json) {
            json(object);
            return;
        }
        int width = 0;
        for (String field : fields) width = Math.max(width, label(field).length());
        for (String field : fields) {
            String value = text(object, field);
            if (!value.isEmpty())
                out.printf("%s  %s%n", dim(pad(label(field), width)), tinted(value));
        }
        out.flush();
    }

    public void json(JsonNode node) {
        out.println(node.toPrettyString());
        out.flush();
    }

    /** One line, only in human output. */
    public void line(String text) {
        if (json) return;
        out.println(text);
        out.flush();
    }

    public void heading(String text) {
        line("");
        line(Ansi.AUTO.string("@|bold " + escaped(text) + "|@"));
    }

    public boolean isJson() {
        return json;
    }

    static String text(JsonNode item, String field) {
        JsonNode value = field.startsWith("/") ? item.at(field) : item.path(field);
        if (value.isArray()) {
            List<String> parts = new ArrayList<>();
            value.forEach(part -> parts.add(part.asText()));
            return String.join(", ", parts);
        }
        if (value.isFloatingPointNumber()) return figure(value.decimalValue());
        return value.isNull() || value.isMissingNode() ? "" : printable(value.asText());
    }

    /** Four digits are what people read; all of them stand in the JSON. */
    private static String figure(BigDecimal number) {
        return number.round(new MathContext(4)).stripTrailingZeros().toPlainString();
    }

    private void rows(List<String[]> rows) {
        int[] width = new int[rows.getFirst().length];
        for (String[] row : rows)
            for (int c = 0; c < row.length; c++) width[c] = Math.max(width[c], columns(row[c]));
        boolean head = true;
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < row.length; c++) {
                String cell = c == row.length - 1 ? row[c] : pad(row[c], width[c] + 2);
                line.append(head ? dim(cell) : tinted(cell));
            }
            out.println(line);
            head = false;
        }
    }

    private static String label(String field) {
        return field.substring(field.lastIndexOf('/') + 1).replace('_', ' ');
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - columns(text)));
    }

    /** Columns on a terminal: Chinese characters take two. */
    private static int columns(String text) {
        int columns = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wide = c >= 0x2E80 && c <= 0x9FFF || c >= 0xF900 && c <= 0xFAFF || c >= 0xFF00;
            columns += wide ? 2 : 1;
        }
        return columns;
    }

    /** Names and messages come from elsewhere: a control character could rewrite the screen. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String dim(String text) {
        return Ansi.AUTO.string("@|faint " + escaped(text) + "|@");
    }

    private static String tinted(String cell) {
        String style =
                switch (cell.strip().toUpperCase(java.util.Locale.ROOT)) {
                    case "RESOLVED", "UP", "OK", "FIXED", "INTACT" -> "green";
                    case "AWAITING_DECISION", "ESCALATED", "DEGRADED", "HIGH", "SEMI_AUTO" ->
                            "yellow";
                    case "CRITICAL", "DOWN", "REFUSED", "BROKEN", "FAIL", "ENGAGED" -> "red";
                    default -> "";
                };
        if (style.isEmpty()) return cell;
        return Ansi.AUTO.string("@|" + style + " " + escaped(cell) + "|@");
    }

    private static String escaped(String text) {
        return text.replace("@|", "@ |").replace("|@", "| @");
    }
}
