package io.sreagent.action;

import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.plan.Licence;
import io.sreagent.contract.plan.Step;
import io.sreagent.incident.Claim;

/** A step in hand: allowed, claimed, and with who can do it. */
record Work(Licence licence, Step step, Executor executor, Claim claim) {
    Intent intent() {
        return step.intent();
    }
}
