package io.sreagent.incident;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** One open transaction of {@link Database#transaction}. Used by one thread and not kept. */
public final class Tx {
    private final Handle handle;
    private final List<Runnable> beforeCommit = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();

    Tx(Handle handle) {
        this.handle = handle;
    }

    public Handle handle() {
        return handle;
    }

    /**
     * Runs last in the transaction. Rows that every transaction locks are locked here, for as short
     * a time as possible and after all other locks, so that two transactions cannot wait for each
     * other over them.
     */
    void beforeCommit(Runnable last) {
        beforeCommit.add(last);
    }

    /** Runs when the commit has succeeded, never when it has not. A crash can prevent it. */
    public void afterCommit(Runnable then) {
        afterCommit.add(then);
    }

    void runBeforeCommit() {
        for (int i = 0; i < beforeCommit.size(); i++) beforeCommit.get(i).run();
    }

    void runAfterCommit() {
        for (Runnable then : afterCommit) then.run();
    }
}
