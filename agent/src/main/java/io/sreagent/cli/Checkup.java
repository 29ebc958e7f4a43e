package io.sreagent.cli;

import io.quarkus.arc.All;
import io.quarkus.runtime.QuarkusApplication;
import io.sreagent.contract.source.SelfCheck;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks every source how it is, from inside the container that made them. */
public final class Checkup implements QuarkusApplication {
    /** Where to call findings out; the container makes this class, so it cannot be handed over. */
    static volatile @Nullable Ward ward;

    private final List<SelfCheck> checks;

    public Checkup(@All List<SelfCheck> checks) {
        this.checks = checks;
    }

    @Override
    public int run(String... arguments) {
        Ward to = ward;
        if (to == null) throw new IllegalStateException("a check-up without a ward");
        for (SelfCheck check : checks) {
            to.heading(check.name());
            for (SelfCheck.Finding finding : check.check()) {
                if (finding.well()) to.well(finding.what(), finding.detail());
                else to.ill(finding.what(), finding.detail());
            }
        }
        return Exit.OK;
    }
}
