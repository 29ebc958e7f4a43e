package io.sreagent.llm;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/**
 * How much models may cost, a day (UTC) and an incident. What a question may cost at most is taken
 * before it is asked and put right afterwards, so that a limit is never passed. A question that
 * failed may have been charged for: what it read stays spent.
 */
final class Budget {
    /** Fewer than a token has in any language we send: English has about four, Chinese three. */
    private static final int BYTES_PER_TOKEN = 3;

    private static final double MICRO = 1e6;

    private final LanguageModel.Settings limits;
    private final Purses purses;
    private final InstantSource clock;

    Budget(LanguageModel.Settings limits, Purses purses, InstantSource clock) {
        this.limits = limits;
        this.purses = purses;
        this.clock = clock;
    }

    /** What was taken for one question. */
    record Taken(String day, Optional<String> incident, boolean free, Amount amount) {}

    /** Either what was taken, or why nothing was. */
    record Answer(Optional<Taken> taken, String objection) {}

    static long tokens(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length / BYTES_PER_TOKEN + 1L;
    }

    /**
     * @param incident whose purse pays too; empty for what belongs to none
     * @param free whether this model costs no money
     */
    Answer take(Optional<String> incident, long in, long mostOut, boolean free) {
        Amount amount = amount(in, mostOut, free);
        String day = today();
        if (!purses.take(day, amount, mostToday()))
            return new Answer(Optional.empty(), "the budget of the day is spent: " + words());
        Optional<String> purse = incident.map(id -> "incident:" + id);
        Amount most = new Amount(limits.incidentTokens(), Long.MAX_VALUE / 2);
        if (purse.isPresent() && !purses.take(purse.get(), amount, most)) {
            purses.correct(day, Amount.NOTHING.minus(amount));
            return new Answer(
                    Optional.empty(),
                    "the incident's budget of %,d tokens is spent (llm.incident_tokens)"
                            .formatted(limits.incidentTokens()));
        }
        return new Answer(Optional.of(new Taken(day, purse, free, amount)), "");
    }

    /** Puts right what was taken. */
    void settle(Taken taken, long in, long out) {
        Amount difference = amount(in, out, taken.free()).minus(taken.amount());
        purses.correct(taken.day(), difference);
        taken.incident().ifPresent(purse -> purses.correct(purse, difference));
    }

    /** What today has cost so far, and may. */
    String words() {
        Amount spent = purses.spent(today());
        String tokens = "%,d of %,d tokens".formatted(spent.tokens(), limits.dailyTokens());
        return limits.dailyBudget().isEmpty()
                ? tokens + " today"
                : "%s and %s of %s US dollars today"
                        .formatted(
                                tokens,
                                dollars(spent.microdollars() / MICRO),
                                dollars(limits.dailyBudget().getAsDouble()));
    }

    private static String dollars(double amount) {
        return String.format(Locale.ROOT, "%.2f", amount);
    }

    private Amount mostToday() {
        double dollars = limits.dailyBudget().orElse(1e9);
        return new Amount(limits.dailyTokens(), (long) (dollars * MICRO));
    }

    /** A price of a million tokens is that of a token in millionths. */
    private Amount amount(long in, long out, boolean free) {
        double price = free ? 0 : in * limits.inputPrice() + out * limits.outputPrice();
        return new Amount(in + out, (long) Math.ceil(price));
    }

    private String today() {
        return "day:" + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
