package io.sreagent.benchmarks.cause;

import io.sreagent.analysis.cause.Calibration;
import io.sreagent.analysis.cause.CauseEngine;
import io.sreagent.analysis.cause.CauseLearner;
import io.sreagent.analysis.cause.CauseWeights;
import io.sreagent.packs.rca.OnsetMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Learns the weights of evidence from all sets at once, with the onset told, told late and not
 * told, and measures them on faults they have not seen: fold by fold, every fault (service and
 * kind) of every set is left out once. Then calibrates confidence on what was left out; the figure
 * of a fold rests on a calibration fitted to the other folds.
 *
 * <p>Usage: {@code CauseTraining PACK [RIDGE|keep [SET,… [MODE,… [OUT]]]]}; {@code keep} leaves the
 * weights as shipped and only calibrates; with OUT it writes them.
 */
public final class CauseTraining {
    private final List<Labelled> cases;
    private final double ridge;
    private final Map<Integer, CauseWeights> folds = new LinkedHashMap<>();

    private CauseTraining(List<Labelled> cases, double ridge) {
        this.cases = cases;
        this.ridge = ridge;
        for (Labelled each : cases) folds.computeIfAbsent(each.fold(), this::without);
    }

    public static void main(String[] arguments) throws IOException {
        Path pack = Path.of(arguments[0]);
        String penalty = arguments.length > 1 ? arguments[1] : "1";
        double ridge =
                penalty.equals("keep") ? Double.POSITIVE_INFINITY : Double.parseDouble(penalty);
        String only = arguments.length > 2 ? arguments[2] : "";
        List<OnsetMode> modes =
                Stream.of((arguments.length > 3 ? arguments[3] : "given,late60,none").split(","))
                        .map(OnsetMode::of)
                        .toList();
        // A case that is told in three ways is still one case, so the prior counts for as many.
        CauseTraining training =
                new CauseTraining(Labelled.read(pack, only, modes), ridge * modes.size());
        String learned = training.run();
        if (arguments.length > 4) Files.writeString(Path.of(arguments[4]), learned);
    }

    private String run() {
        CauseWeights shipped = CauseWeights.shipped();
        report("as shipped", each -> shipped);
        System.out.println(
                CalibrationFit.reliability(
                                shipped.calibration(), outcomes(each -> shipped, c -> true))
                        .table());
        report(folds.size() + " folds, each fault left out", this::leftOut);
        Calibration fitted = calibrated("the weights left out", this::leftOut);
        if (Double.isFinite(ridge)) calibrated("the shipped weights", each -> shipped);
        CauseWeights learned = learn(cases);
        CauseWeights all = new CauseWeights(learned.bias(), learned.weights(), fitted);
        report("trained on all, in sample", each -> all);
        System.out.print(all.text());
        return all.text();
    }

    /** Prints the calibration, and how good such ones are on folds they were not fitted to. */
    private Calibration calibrated(String title, Function<Labelled, CauseWeights> weights) {
        Reliability crossFitted = new Reliability();
        for (int fold : folds.keySet()) {
            Calibration others = CalibrationFit.of(outcomes(weights, each -> each.fold() != fold));
            crossFitted.addAll(
                    CalibrationFit.reliability(
                            others, outcomes(weights, each -> each.fold() == fold)));
        }
        Calibration all = CalibrationFit.of(outcomes(weights, each -> true));
        System.out.printf("calibration of %s: %s; fitted to the other folds:%n", title, all);
        System.out.println(crossFitted.table());
        return all;
    }

    private List<CalibrationFit.Outcome> outcomes(
            Function<Labelled, CauseWeights> weights, Predicate<Labelled> wanted) {
        List<CalibrationFit.Outcome> outcomes = new ArrayList<>();
        for (Labelled each : cases) {
            if (!wanted.test(each)) continue;
            Ranked ranked = Ranked.of(each.example().suspects(), weights.apply(each));
            boolean right = !each.isQuiet() && ranked.rank(each.truth(), each.set()) == 1;
            outcomes.add(new CalibrationFit.Outcome(ranked, right));
        }
        return outcomes;
    }

    private CauseWeights leftOut(Labelled each) {
        return Objects.requireNonNull(folds.get(each.fold()));
    }

    private CauseWeights without(int fold) {
        return learn(cases.stream().filter(each -> each.fold() != fold).toList());
    }

    private CauseWeights learn(List<Labelled> from) {
        if (Double.isInfinite(ridge)) return CauseWeights.shipped();
        return new CauseLearner(ridge)
                .learn(from.stream().map(Labelled::example).toList(), CauseWeights.shipped());
    }

    private void report(String title, Function<Labelled, CauseWeights> weights) {
        Map<String, List<int[]>> groups = new LinkedHashMap<>();
        for (Labelled each : cases) {
            CauseWeights used = weights.apply(each);
            Ranked ranked = Ranked.of(each.example().suspects(), used);
            double confidence = ranked.confidence(used.calibration());
            int rank = each.isQuiet() ? 0 : ranked.rank(each.truth(), each.set());
            int sure = confidence >= CauseEngine.SURE ? 1 : 0;
            int alone = used.calibration().of(ranked.share()) >= Calibration.ACTS ? 1 : 0;
            groups.computeIfAbsent(each.mode() + " " + each.group(), g -> new ArrayList<>())
                    .add(new int[] {rank, sure, alone});
        }
        System.out.println(title);
        groups.forEach((group, rows) -> System.out.println(line(group, rows)));
    }

    private static String line(String group, List<int[]> rows) {
        double n = rows.size();
        double first = rows.stream().filter(row -> row[0] == 1).count() / n;
        double third = rows.stream().filter(row -> row[0] >= 1 && row[0] <= 3).count() / n;
        return String.format(
                Locale.ROOT,
                "  %-28s n %3.0f  AC@1 %.3f ± %.3f  AC@3 %.3f  sure %3d right %3d  alone %3d right %3d",
                group,
                n,
                first,
                Math.sqrt(first * (1 - first) / n),
                third,
                rows.stream().filter(row -> row[1] == 1).count(),
                rows.stream().filter(row -> row[1] == 1 && row[0] == 1).count(),
                rows.stream().filter(row -> row[2] == 1).count(),
                rows.stream().filter(row -> row[2] == 1 && row[0] == 1).count());
    }
}
