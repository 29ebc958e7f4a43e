package io.sreagent.llm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.sreagent.settings.SettingsSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/**
 * The one door to language models. A question is masked, paid for from the budgets and put to the
 * first model that answers in time; when there is none, or none answers, the reply says why and
 * whoever asked goes on without. Neither questions nor answers are logged.
 */
@Singleton
public final class LanguageModel {
    /** What an answer may be at most; twenty sentences are about half of it. */
    static final int MOST_TOKENS_OUT = 1_500;

    /** Longer matter is cut: a question must fit into the window of a small model. */
    private static final int LONGEST = 16_000; // characters

    static final String NONE = "llm.provider is none";

    /** Which models, and what they may cost. */
    @ConfigMapping(prefix = "llm", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
    public interface Settings {
        /** {@code none}, {@code openai} (and compatible), {@code anthropic} or {@code ollama}. */
        @WithDefault("none")
        String provider();

        Optional<String> baseUrl();

        Optional<String> apiKey();

        Optional<String> model();

        /** Asked in turn when the first does not answer: {@code provider:model@address}. */
        Optional<List<String>> fallbacks();

        /** Keys of the fallbacks, in their order, with commas between them. */
        Optional<String> fallbackApiKeys();

        /** How long a model may take. */
        @WithDefault("20")
        int timeoutSeconds();

        /** US dollars a day; no bound on money when not set. */
        OptionalDouble dailyBudget();

        @WithDefault("200000")
        long dailyTokens();

        @WithDefault("20000")
        long incidentTokens();

        /** US dollars for a million tokens read. */
        @WithDefault("3")
        double inputPrice();

        /** US dollars for a million tokens written. */
        @WithDefault("15")
        double outputPrice();
    }

    private final List<Model> models;
    private final Budget budget;
    private final Mask mask;
    private final InstantSource clock;

    @Inject
    public LanguageModel(Settings settings, Jdbi jdbi, InstantSource clock) {
        this(
                settings,
                new StoredPurses(jdbi, clock),
                SettingsSource.secrets(),
                clock,
                address -> connect(address, settings));
    }

    LanguageModel(
            Settings settings,
            Purses purses,
            Collection<String> secrets,
            InstantSource clock,
            Function<ModelAddress, Wire> connect) {
        this.models =
                ModelAddress.of(settings).stream()
                        .map(address -> new Model(address, connect.apply(address)))
                        .toList();
        this.budget = new Budget(settings, purses, clock);
        this.mask = new Mask(secrets);
        this.clock = clock;
    }

    /**
     * For one command of a process of its own: budgets count from zero.
     *
     * @param secrets that are configured
     */
    public static LanguageModel forOneCommand(
            Settings settings, Collection<String> secrets, InstantSource clock) {
        return new LanguageModel(
                settings, Purses.inMemory(), secrets, clock, address -> connect(address, settings));
    }

    private static Wire connect(ModelAddress address, Settings settings) {
        return LangChainWire.to(address, Duration.ofSeconds(settings.timeoutSeconds()));
    }

    /** Whether there is one to ask. */
    public boolean isThere() {
        return !models.isEmpty();
    }

    /**
     * Asks.
     *
     * @param incident whose budget pays too; empty when it is about none
     * @param rules what the model is to do, in our own words
     * @param matter what it is about: data, masked before it leaves
     */
    public Reply ask(Optional<String> incident, String rules, String matter) {
        if (models.isEmpty()) return new Reply.Unsaid(NONE);
        String masked = mask.text(matter);
        String cut = masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST);
        List<String> why = new ArrayList<>();
        for (Model model : models) {
            try {
                return new Reply.Said(ask(model, incident, rules, cut), model.address().name());
            } catch (WireTrouble failed) {
                why.add(model.address().name() + ": " + failed.words());
            }
        }
        return new Reply.Unsaid(String.join("; ", why));
    }

    private String ask(Model model, Optional<String> incident, String rules, String matter)
            throws WireTrouble {
        Instant now = clock.instant();
        if (model.isResting(now))
            throw new WireTrouble(
                    "rests for a minute after: " + model.trouble().orElse("a failure"));
        long in = Budget.tokens(rules) + Budget.tokens(matter);
        Budget.Answer paid =
                budget.take(incident, in, MOST_TOKENS_OUT, model.address().costsNothing());
        Budget.Taken taken = paid.taken().orElseThrow(() -> new WireTrouble(paid.objection()));
        try {
            Wire.Said said = model.say(rules, matter, now);
            budget.settle(
                    taken,
                    said.tokensIn() > 0 ? said.tokensIn() : in,
                    said.tokensOut() > 0 ? said.tokensOut() : Budget.tokens(said.text()));
            return said.text();
        } catch (WireTrouble failed) {
            budget.settle(taken, in, 0);
            throw failed;
        }
    }

    /** Takes secrets and personal data out of a text, as every question has them taken out. */
    public String masked(String text) {
        return mask.text(text);
    }

    /** How the models are, one line; {@code off} when there is none. */
    public String words() {
        if (models.isEmpty()) return "off: everything is told by rules (llm.provider)";
        return models.stream().map(Model::words).collect(Collectors.joining("; "))
                + "; "
                + budget.words();
    }

    /** Whether the next question would have an answer, as far as is known. */
    public boolean isWell() {
        return models.isEmpty() || models.stream().anyMatch(model -> model.trouble().isEmpty());
    }

    List<ModelAddress> addresses() {
        return models.stream().map(Model::address).toList();
    }
}
