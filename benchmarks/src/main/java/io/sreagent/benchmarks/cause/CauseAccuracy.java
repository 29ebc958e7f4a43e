package io.sreagent.benchmarks.cause;

import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.analysis.cause.CauseEngine;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.analysis.finding.Evidence;
import io.sreagent.analysis.finding.Hypothesis;
import io.sreagent.packs.rca.OnsetMode;
import io.sreagent.packs.rca.RcaAnswer;
import io.sreagent.packs.rca.RcaPack;
import io.sreagent.packs.rca.RecordedCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Accuracy of the engine as shipped on recorded cases.
 *
 * <p>Usage: {@code CauseAccuracy PACK [given|late60|none] [SET,…] [verbose]}. Prints AC@1, AC@3,
 * Avg@5, fine AC@1, how many abstained, and the median distance of the onset, per set.
 */
public final class CauseAccuracy {
    private CauseAccuracy() {}

    public static void main(String[] arguments) throws IOException {
        Path pack = Path.of(arguments[0]);
        OnsetMode mode = OnsetMode.of(arguments.length > 1 ? arguments[1] : "given");
        String only = arguments.length > 2 ? arguments[2] : "";
        boolean verbose = arguments.length > 3;
        long spent = 0;
        Map<String, Truth> truths = Truth.read(pack);
        CauseEngine engine = CauseEngine.standard();
        Map<String, Tally> tallies = new LinkedHashMap<>();
        for (RcaPack set : RcaPack.all()) {
            if (!only.isEmpty() && !only.contains(set.name())) continue;
            for (JsonNode row : set.rows(pack)) {
                RecordedCase recorded = set.recorded(pack, row, mode);
                long start = System.nanoTime();
                Diagnosis diagnosis = engine.diagnose(recorded.facts());
                RcaAnswer answer = RcaAnswer.of(recorded, diagnosis);
                spent += System.nanoTime() - start;
                Truth truth = truths.get(recorded.id());
                if (truth == null) continue;
                tallies.computeIfAbsent(group(recorded), Tally::new)
                        .add(answer, truth, recorded.set(), row.path("onset").asLong());
                if (verbose) print(answer, diagnosis, truth, recorded.set());
            }
        }
        System.out.printf("onset %s, %d ms in the engine%n", mode, spent / 1_000_000);
        tallies.values().forEach(tally -> System.out.println(tally.line()));
    }

    private static void print(RcaAnswer answer, Diagnosis diagnosis, Truth truth, String set) {
        System.out.printf(
                "%s truth %s %s rank %d conf %.3f top %s%n",
                answer.id(),
                truth.service(),
                truth.fault(),
                truth.rank(answer, set),
                answer.confidence(),
                answer.ranking().stream()
                        .limit(3)
                        .map(entry -> entry.service() + "/" + entry.metric())
                        .toList());
        if (truth.rank(answer, set) != 1) explain(diagnosis, truth, set);
    }

    /** The first hypothesis and, where another is right, that one. */
    private static void explain(Diagnosis diagnosis, Truth truth, String set) {
        boolean first = true;
        for (Hypothesis each : diagnosis.hypotheses()) {
            boolean right =
                    truth.isService(String.valueOf(each.candidate().resource().name()), set);
            if (!first && !right) continue;
            System.out.printf("    %s %.3f%n", each.candidate().id(), each.confidence());
            for (Evidence evidence : each.evidence())
                System.out.printf(
                        "        %+.2f %s: %s%n",
                        evidence.logOdds(), evidence.kind(), evidence.words().en());
            if (right) return;
            first = false;
        }
    }

    /** Sets whose parts are read apart: PetShop by split, Nezha and TVDiag by system. */
    static String group(RecordedCase recorded) {
        String[] parts = recorded.id().split("/");
        return switch (recorded.set()) {
            case "rca/petshop" -> "petshop " + parts[3];
            case "rca/nezha" -> "nezha " + parts[2];
            case "rca/tvdiag" -> "tvdiag " + parts[2];
            default -> parts[1];
        };
    }
}
