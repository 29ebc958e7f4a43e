package io.sreagent.analysis.finding;

import static java.util.Objects.requireNonNull;

/** One sentence for people, in the two languages the product speaks. */
public record Words(String en, String zh) {
    public Words {
        requireNonNull(en, "en");
        requireNonNull(zh, "zh");
    }
}
