package io.sreagent.cognition;

import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.Hop;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.analysis.finding.Words;
import io.sreagent.llm.Fact;
import io.sreagent.llm.Prose;
import io.sreagent.llm.Wording;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Has a diagnosis put into words, if there is a model, and takes the one further look it proposes.
 * The words must rest on the evidence to the last number, or they are left; the diagnosis itself is
 * read and never written.
 */
@Singleton
public final class Explainer {
    private static final int EVIDENCE = 10;
    private static final int LOGS = 4;
    private static final int SENTENCES = 5;

    private final Wording wording;
    private final FactGatherer gatherer;

    public Explainer(Wording wording, FactGatherer gatherer) {
        this.wording = wording;
        this.gatherer = gatherer;
    }

    /** Whether there is a model to ask. */
    public boolean hasModel() {
        return wording.hasModel();
    }

    /**
     * @param incident whose budget pays; empty for a question of a person
     * @return empty when nothing is believed
     */
    public Optional<Explanation> explain(
            Optional<String> incident, Facts facts, Diagnosis diagnosis) {
        return diagnosis.best().map(best -> explain(incident, facts, diagnosis, best));
    }

    /** What is kept, if it explains this very cause; empty when nothing is believed. */
    public Optional<Explanation> of(Diagnosis diagnosis, Optional<Explanation> kept) {
        return diagnosis
                .best()
                .map(best -> best.candidate().id())
                .map(
                        cause ->
                                kept.filter(one -> one.cause().equals(cause))
                                        .orElseGet(
                                                () ->
                                                        new Explanation(
                                                                cause, wording.silence(), null)));
    }

    private Explanation explain(
            Optional<String> incident, Facts facts, Diagnosis diagnosis, Hypothesis best) {
        FurtherCheck checks = FurtherCheck.of(facts, diagnosis);
        Wording.Answer answer =
                wording.of(
                        incident,
                        "what speaks for and against the likely cause of an incident",
                        known(facts, diagnosis, best),
                        SENTENCES,
                        checks.offered());
        Explanation.Checked checked =
                checks.proposed(answer.rest())
                        .map(look -> checks.take(look, answer.by(), gatherer::linesOf))
                        .orElse(null);
        return new Explanation(best.candidate().id(), whole(answer.prose()), checked);
    }

    /** One sentence that does not rest on the evidence spoils the others' credit. */
    private static Prose whole(Prose prose) {
        return prose.byModel() && prose.struck() > 0 ? prose.withdrawn() : prose;
    }

    private static List<Fact> known(Facts facts, Diagnosis diagnosis, Hypothesis best) {
        List<Words> all = new ArrayList<>();
        all.add(headline("most likely cause", "最可能的根因", best));
        best.hops().stream().map(Hop::words).forEach(all::add);
        best.evidence().stream()
                .sorted(Comparator.comparingDouble((Evidence e) -> -Math.abs(e.logOdds())))
                .limit(EVIDENCE)
                .map(Explainer::words)
                .forEach(all::add);
        diagnosis.hypotheses().stream()
                .skip(1)
                .limit(1)
                .map(second -> headline("second most likely", "其次可能", second))
                .forEach(all::add);
        facts.news().stream()
                .limit(LOGS)
                .map(news -> said(news.resource().id(), news.finding().words()))
                .forEach(all::add);
        List<Fact> numbered = new ArrayList<>();
        for (Words words : all) numbered.add(new Fact("E" + (numbered.size() + 1), words));
        return numbered;
    }

    private static Words words(Evidence evidence) {
        boolean against = evidence.logOdds() < 0;
        return new Words(
                (against ? "against it: " : "for it: ") + evidence.words().en(),
                (against ? "反对：" : "支持：") + evidence.words().zh());
    }

    private static Words said(String who, Words words) {
        return new Words("the log of " + who + ": " + words.en(), who + " 的日志：" + words.zh());
    }

    private static Words headline(String en, String zh, Hypothesis of) {
        String where = of.candidate().resource().id();
        Words kind = of.candidate().kind().words();
        String sure = String.format(Locale.ROOT, "%.0f %%", 100 * of.confidence());
        return new Words(
                "%s: %s of %s, confidence %s".formatted(en, kind.en(), where, sure),
                "%s：%s 的%s，置信度 %s".formatted(zh, where, kind.zh(), sure));
    }
}
