package io.sreagent.incident;

import io.sreagent.contract.plan.Plan;
import java.time.Instant;

/** What became of one person's answer to an offered plan. */
public sealed interface Decision {

    /** It counts, and settles the matter: the steps may run. */
    record Approved(Plan plan) implements Decision {}

    /** It counts, and settles the matter: nothing will be done. */
    record Rejected(Plan plan) implements Decision {}

    /** It counts, but a second person must approve as well. */
    record OneMoreNeeded(Plan plan) implements Decision {}

    /** It does not count. Nothing has changed. */
    sealed interface Refused extends Decision {
        /** One sentence for people. */
        String words();
    }

    /** There is no such plan. */
    record Unknown(String planId) implements Refused {
        @Override
        public String words() {
            return "There is no plan " + planId + ".";
        }
    }

    /** Someone was first, or the plan never waited for anyone. */
    record AlreadyDecided(String planId, PlanState state) implements Refused {
        @Override
        public String words() {
            return "%s is %s already.".formatted(planId, Names.code(state));
        }
    }

    /** What was read is not what is stored. */
    record OtherHash(String planId, String offered) implements Refused {
        @Override
        public String words() {
            return "The answer is for another version of %s than the one that is offered (%s). Read it again."
                    .formatted(planId, offered);
        }
    }

    /** Too late, by the database's clock. */
    record Expired(String planId, Instant at) implements Refused {
        @Override
        public String words() {
            return "%s expired at %s.".formatted(planId, at);
        }
    }

    /** This one may not decide about this plan. */
    record NotAllowed(String planId, String words) implements Refused {}
}
