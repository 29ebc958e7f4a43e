package io.sreagent.llm;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is told in whole sentences, and by whom.
 *
 * @param path who found the words: rules of this program, or a model
 * @param detail which model; with rules, why no model
 * @param en in English; empty with rules, whose words stand where they always did
 * @param zh the same in Chinese
 * @param struck sentences of a model that were left out, as they do not rest on facts
 */
public record Prose(Path path, String detail, List<Sentence> en, List<Sentence> zh, int struck) {
    /** Who found the words. */
    public enum Path {
        RULES,
        MODEL
    }

    public Prose {
        requireNonNull(path, "path");
        requireNonNull(detail, "detail");
        en = List.copyOf(en);
        zh = List.copyOf(zh);
        if (path == Path.RULES && !(en.isEmpty() && zh.isEmpty()))
            throw new IllegalArgumentException("rules have words of their own");
    }

    public static Prose byRules(String why, int struck) {
        return new Prose(Path.RULES, why, List.of(), List.of(), struck);
    }

    /** Told by rules after all, since not all of it stands. */
    public Prose withdrawn() {
        return byRules("not all that " + detail + " wrote rests on the facts", struck);
    }

    public boolean byModel() {
        return path == Path.MODEL;
    }

    public List<Sentence> in(String lang) {
        return lang.equals("zh") ? zh : en;
    }

    /** For people: who found the words, and what became of them. */
    public String told() {
        String left = struck == 0 ? "" : ", %d sentences struck as unsupported".formatted(struck);
        return byModel()
                ? "worded by a language model (" + detail + ")" + left
                : "told by rules (" + detail + ")" + left;
    }

    /** The same in Chinese. */
    public String toldZh() {
        String left = struck == 0 ? "" : "，%d 句因无依据被删去".formatted(struck);
        return byModel() ? "由语言模型（" + detail + "）表述" + left : "由规则生成（" + detail + "）" + left;
    }
}
