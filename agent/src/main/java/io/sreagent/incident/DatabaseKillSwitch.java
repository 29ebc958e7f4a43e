package io.sreagent.incident;

import io.sreagent.contract.plan.KillSwitch;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The kill switch that stands in the database, set by {@link Policies}. */
@Singleton
public class DatabaseKillSwitch implements KillSwitch {
    private final Policies policies;

    public DatabaseKillSwitch(Policies policies) {
        this.policies = policies;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public State read() {
        Optional<Policy> flag;
        try {
            flag = policies.find(Policy.KILL_SWITCH);
        } catch (RuntimeException e) {
            return new State.Unreadable("the database did not answer: " + e.getMessage());
        }
        // The row is there from the first start; that it is gone is no permission.
        if (flag.isEmpty()) return new State.Unreadable("its row is gone from the database");
        Policy policy = flag.get();
        return policy.enabled()
                ? new State.Engaged(policy.by(), policy.reason())
                : new State.Released();
    }
}
