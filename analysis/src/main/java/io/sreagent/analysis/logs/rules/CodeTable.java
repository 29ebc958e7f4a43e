package io.sreagent.analysis.logs.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Error codes of one family, such as SQLSTATE, as one entry of a rule pack: the texts around a code
 * are given once, with {@code CODE} in its place, and each code with what it means.
 */
final class CodeTable {
    private static final String PLACE = "CODE";

    private CodeTable() {}

    /**
     * One rule for each code. Keys as of a rule, but {@code cause, severity, en, zh} stand below
     * each of the {@code codes}, and {@code any} is the code itself.
     *
     * @throws IllegalArgumentException with the id and the key that is wrong or missing
     */
    static List<Rule> rules(Map<?, ?> table) {
        if (!(table.get("codes") instanceof Map<?, ?> codes) || codes.isEmpty())
            throw new IllegalArgumentException(table.get("id") + ": codes is no mapping");
        List<Rule> rules = new ArrayList<>();
        codes.forEach((code, meaning) -> rules.add(rule(table, String.valueOf(code), meaning)));
        return rules;
    }

    private static Rule rule(Map<?, ?> table, String code, Object meaning) {
        if (!(meaning instanceof Map<?, ?> own))
            throw new IllegalArgumentException(table.get("id") + ": " + code + " is no mapping");
        String lower = code.toLowerCase(Locale.ROOT);
        Map<Object, Object> rule = new HashMap<>();
        table.forEach((key, value) -> rule.put(key, filled(value, code)));
        rule.remove("codes");
        rule.putAll(own);
        rule.put("id", table.get("id") + "-" + lower.replaceAll("[^a-z0-9]+", "-"));
        rule.put("any", List.of(lower));
        for (String language : List.of("en", "zh")) {
            if (own.get(language) instanceof String words)
                rule.put(language, words + " (" + code + ")");
        }
        return Rule.of(rule);
    }

    private static Object filled(Object value, String code) {
        if (value instanceof String text) return text.replace(PLACE, code);
        if (value instanceof List<?> list)
            return list.stream().map(each -> filled(each, code)).toList();
        return value;
    }
}
