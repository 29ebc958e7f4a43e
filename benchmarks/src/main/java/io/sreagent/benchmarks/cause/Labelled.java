package io.sreagent.benchmarks.cause;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.CauseEngine;
import io.sreagent.analysis.cause.CauseLearner;
import io.sreagent.packs.rca.OnsetMode;
import io.sreagent.packs.rca.RcaPack;
import io.sreagent.packs.rca.RecordedCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A case whose answer is known, with what each kind of evidence says of each candidate.
 *
 * @param group set it is reported under
 * @param fault what is left out together: one service and one kind of fault of one set, whatever
 *     was told of the onset
 */
record Labelled(
        String group,
        OnsetMode mode,
        String fault,
        Truth truth,
        String set,
        CauseLearner.Example example) {
    static final String QUIET = "quiet";
    private static final int FOLDS = 12;

    boolean isQuiet() {
        return group.equals(QUIET);
    }

    /** Many faults share a fold, so that the count of folds stays affordable. */
    int fold() {
        return Math.floorMod(fault.hashCode(), FOLDS);
    }

    /** All cases of the chosen sets, and quiet windows, once for each way of telling the onset. */
    static List<Labelled> read(Path pack, String only, List<OnsetMode> modes) throws IOException {
        CauseEngine engine = CauseEngine.standard();
        Map<String, Truth> truths = Truth.read(pack);
        List<Labelled> cases = new ArrayList<>();
        for (RcaPack set : RcaPack.all()) {
            if (!only.isEmpty() && !only.contains(set.name())) continue;
            for (JsonNode row : set.rows(pack))
                for (OnsetMode mode : modes) {
                    RecordedCase recorded = set.recorded(pack, row, mode);
                    Truth truth = truths.get(recorded.id());
                    if (truth != null) cases.add(of(recorded, mode, truth, engine));
                }
        }
        for (OnsetMode mode : modes)
            for (RecordedCase quiet : QuietWindows.read(pack, mode))
                cases.add(
                        new Labelled(
                                QUIET,
                                mode,
                                quiet.id(),
                                new Truth("", List.of(), ""),
                                quiet.set(),
                                new CauseLearner.Example(
                                        engine.suspects(quiet.facts()), c -> false, true)));
        return cases;
    }

    private static Labelled of(
            RecordedCase recorded, OnsetMode mode, Truth truth, CauseEngine engine) {
        String group = CauseAccuracy.group(recorded);
        return new Labelled(
                group,
                mode,
                group + " " + truth.service() + " " + truth.fault(),
                truth,
                recorded.set(),
                new CauseLearner.Example(
                        engine.suspects(recorded.facts()),
                        candidate ->
                                truth.isService(
                                        String.valueOf(candidate.resource().name()),
                                        recorded.set()),
                        false));
    }
}
