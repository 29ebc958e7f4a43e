package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sreagent.cognition.Explanation;
import io.sreagent.llm.Prose;
import io.sreagent.llm.Sentence;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A diagnosis in words.
 *
 * @param path who found them: {@code model}, or {@code rules}: then there are none, and the reasons
 *     of the diagnosis stand for themselves
 * @param detail which model, or why none
 * @param struck sentences that were left out, as they do not rest on the evidence
 * @param check what a model proposed to look at, and what was seen there
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ExplanationView(
        String path,
        String detail,
        List<Sentence> en,
        List<Sentence> zh,
        int struck,
        @Nullable CheckView check) {

    /** A look proposed by a model and taken by the program; it weighs nothing. */
    public record CheckView(
            String proposedBy,
            String what,
            String whatZh,
            String found,
            String foundZh,
            String query) {}

    static ExplanationView of(Explanation explanation) {
        Prose prose = explanation.prose();
        Explanation.Checked check = explanation.check();
        return new ExplanationView(
                prose.path().name().toLowerCase(Locale.ROOT),
                prose.detail(),
                prose.en(),
                prose.zh(),
                prose.struck(),
                check == null ? null : view(check));
    }

    private static CheckView view(Explanation.Checked check) {
        return new CheckView(
                check.by(),
                check.what().en(),
                check.what().zh(),
                check.found().en(),
                check.found().zh(),
                check.query());
    }
}
