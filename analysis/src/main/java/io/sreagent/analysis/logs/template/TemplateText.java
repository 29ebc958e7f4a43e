package io.sreagent.analysis.logs.template;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Writes a pattern as text: {@code Received block <*> of size <*> from <*>}. Runs of white space
 * become one space; variables that touch, or are joined by a full stop or a colon, become one.
 */
final class TemplateText {
    static final String WILDCARD = "<*>";
    private static final java.util.regex.Pattern SIZE =
            java.util.regex.Pattern.compile("<\\*> ([KMGTP]i?)?B(ytes?)?|<\\*> bytes?");

    private static final java.util.regex.Pattern WORD =
            java.util.regex.Pattern.compile("[A-Za-z_][A-Za-z_.$-]*");

    private TemplateText() {}

    static String of(Pattern pattern, boolean typed) {
        StringBuilder text = new StringBuilder();
        boolean sizeUnitVaries = sizeUnitVaries(pattern);
        for (int i = 0; i < pattern.length(); i++) {
            boolean gap = pattern.gap[i];
            if (gap) text.append(' ');
            byte[] own = pattern.text[i];
            String written = own == null ? "" : new String(own, StandardCharsets.UTF_8);
            String only = onlyWord(pattern, i);
            if (only != null) {
                text.append(only);
                continue;
            }
            if (!pattern.variable(i)) {
                text.append(written);
                continue;
            }
            if (own != null && sizeUnitVaries && SIZE.matcher(written).matches()) own = null;
            String wildcard =
                    typed ? "<" + VariableType.of(pattern.kind[i]).name() + ">" : WILDCARD;
            if (!gap && endsInVariable(text) && own == null) continue;
            text.append(own == null ? wildcard : written.replace(WILDCARD, wildcard));
        }
        return text.toString();
    }

    /**
     * The word that always stood behind {@code key=}, if it was always the same: a value by its
     * place is one only once it has varied. Numbers and the like are values by their form.
     */
    private static @Nullable String onlyWord(Pattern pattern, int place) {
        ValueSketch values = pattern.values[place];
        if (values == null || pattern.kind[place] != VariableType.VALUE.kind()) return null;
        String only = values.onlyValue();
        return only != null && WORD.matcher(only).matches() ? only : null;
    }

    /**
     * A program that writes {@code 5.2 KB} and {@code 1.3 MB} at one place will do so at the next:
     * the unit is part of the value.
     */
    private static boolean sizeUnitVaries(Pattern pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            ValueSketch values = pattern.values[i];
            if (pattern.kind[i] != VariableType.QUANTITY.kind() || values == null) continue;
            if (pattern.text[i] == null && values.holdsSizes()) return true;
        }
        return false;
    }

    /** Also takes back a separator that stands between two variables. */
    private static boolean endsInVariable(StringBuilder text) {
        int length = text.length();
        if (length == 0) return false;
        char last = text.charAt(length - 1);
        boolean separated = (last == ':' || last == '.') && length > 3;
        int at = separated ? length - 2 : length - 1;
        if (text.charAt(at) != '>') return false;
        int open = text.lastIndexOf("<", at);
        if (open < 0 || open == at - 1) return false;
        for (int i = open + 1; i < at; i++) {
            char c = text.charAt(i);
            if (c != '*' && (c < 'A' || c > 'Z')) return false;
        }
        if (separated) text.setLength(length - 1);
        return true;
    }
}
