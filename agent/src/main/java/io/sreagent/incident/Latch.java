package io.sreagent.incident;

/**
 * Makes the transactions that take targets or count actions take turns, so that two of them cannot
 * both find the last free place. Actions are few (ten an hour), so waiting costs nothing.
 */
final class Latch {
    private Latch() {}

    static void hold(Tx tx) {
        tx.handle()
                .createQuery("SELECT amount FROM counter WHERE name = 'target' FOR UPDATE")
                .mapTo(Long.class)
                .one();
    }
}
