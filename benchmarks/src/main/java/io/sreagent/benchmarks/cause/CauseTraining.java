package io.sreagent.benchmarks.cause;

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
import java.util.stream.Stream;

/**
 * Learns the weights of evidence from all sets at once, with the onset told, told late and not
 * told, and measures them on faults they have not seen: fold by fold, every fault (service and
 * kind) of every set is left out once. Then calibrates confidence on what was left out; the figure
 * of a fold rests on a calibration fitted to the other folds.
 *
 * <p>Usage: {@code CauseTraining PACK [RIDGE [SET,… [MODE,… [OUT]]]]}; with OUT it writes the
 * weights.
 */
public final class CauseTraining {
    private final List<Labelled> cases;
    private final CauseLearner learner;
    private final Map<Integer, CauseWeights> folds = new LinkedHashMap<>();

    private CauseTraining(List<Labelled> cases, CauseLearner learner) {
        this.cases = cases;
        this.learner = learner;
        for (Labelled each : cases) folds.computeIfAbsent(each.fold(), this::without);
    }

    public static void main(String[] arguments) throws IOException {
        Path pack = Path.of(arguments[0]);
        double ridge = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 1;
        String only = arguments.length > 2 ? arguments[2] : "";
        List<OnsetMode> modes =
                Stream.of((arguments.length > 3 ? arguments[3] : "given,late60,none").split(","))
                        .map(OnsetMode::of)
                        .toList();
        // A case that is told in three ways is still one case, so the prior counts for as many.
        CauseTraining training =
                new CauseTraining(
                        Labelled.read(pack, only, modes), new CauseLearner(ridge * modes.size()));
        String learned = training.run();
        if (arguments.length > 4) Files.writeString(Path.of(arguments[4]), learned);
    }

    private String run() {
        CauseWeights shipped = CauseWeights.shipped();
        report("as shipped", each -> shipped);
        System.out.println(
                new Calibration(shipped.sharpness(), 0)
                        .reliability(cases, each -> shipped)
                        .table());
        report(folds.size() + " folds, each fault left out", this::leftOut);
        Calibration chosen = Calibration.fit(cases, this::leftOut);
        System.out.printf(Locale.ROOT, "calibration of the weights left out: %s%n", chosen);
        System.out.println(crossFitted(this::leftOut).table());
        Calibration ofShipped = Calibration.fit(cases, each -> shipped);
        System.out.printf(Locale.ROOT, "calibration of the shipped weights: %s%n", ofShipped);
        System.out.println(crossFitted(each -> shipped).table());
        CauseWeights all = chosen.of(learn(cases));
        report("trained on all, in sample", each -> all);
        System.out.print(all.text());
        return all.text();
    }

    /** Each fold as it is said by a calibration fitted to the others. */
    private Reliability crossFitted(Function<Labelled, CauseWeights> weights) {
        Reliability all = new Reliability();
        for (int fold : folds.keySet()) {
            Calibration fitted =
                    Calibration.fit(
                            cases.stream().filter(each -> each.fold() != fold).toList(), weights);
            all.addAll(
                    fitted.reliability(
                            cases.stream().filter(each -> each.fold() == fold).toList(), weights));
        }
        return all;
    }

    private CauseWeights leftOut(Labelled each) {
        return Objects.requireNonNull(folds.get(each.fold()));
    }

    private CauseWeights without(int fold) {
        return learn(cases.stream().filter(each -> each.fold() != fold).toList());
    }

    private CauseWeights learn(List<Labelled> from) {
        return learner.learn(from.stream().map(Labelled::example).toList(), CauseWeights.shipped());
    }

    private void report(String title, Function<Labelled, CauseWeights> weights) {
        Map<String, List<int[]>> groups = new LinkedHashMap<>();
        for (Labelled each : cases) {
            Ranked ranked = Ranked.of(each.example().suspects(), weights.apply(each));
            int rank = each.isQuiet() ? 0 : ranked.rank(each.truth(), each.set());
            int sure = ranked.confidence() >= CauseEngine.SURE ? 1 : 0;
            int alone = ranked.confidence() >= Reliability.ALONE ? 1 : 0;
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
                "  %-28s n %3.0f  AC@1 %.3f ± %.3f  AC@3 %.3f  sure %3d right %3d  ≥.8 %3d right %3d",
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
