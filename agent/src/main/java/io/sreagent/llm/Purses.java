package io.sreagent.llm;

import java.util.HashMap;
import java.util.Map;

/** How much has been spent from which purse: a day's, an incident's. */
interface Purses {

    /**
     * Takes an amount unless that would make more than the most; at once, whoever else takes.
     *
     * @return whether it was taken
     */
    boolean take(String purse, Amount amount, Amount most);

    /** Puts right what was taken; either part may be negative. */
    void correct(String purse, Amount by);

    Amount spent(String purse);

    /** For one command: forgotten when the process ends. */
    static Purses inMemory() {
        return new Purses() {
            private final Map<String, Amount> spent = new HashMap<>();

            @Override
            public synchronized boolean take(String purse, Amount amount, Amount most) {
                Amount then = sum(spent(purse), amount);
                if (!then.isWithin(most)) return false;
                spent.put(purse, then);
                return true;
            }

            @Override
            public synchronized void correct(String purse, Amount by) {
                spent.merge(purse, by, (had, more) -> sum(had, more));
            }

            @Override
            public synchronized Amount spent(String purse) {
                return spent.getOrDefault(purse, Amount.NOTHING);
            }

            private static Amount sum(Amount one, Amount other) {
                return new Amount(
                        one.tokens() + other.tokens(), one.microdollars() + other.microdollars());
            }
        };
    }
}
