package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of a caller's trouble moves with its callees once the load is taken out, and what is not
 * explained by them.
 *
 * <p>The ranks of the caller's worst symptom are regressed on the ranks of its load; so are those
 * of each callee's; the correlation of the residuals is the partial rank correlation given load.
 * The clue against the caller is the largest over its callees, from ½ on; a caller in trouble that
 * moves with no callee is a little more suspect. Fisher, "The distribution of the partial
 * correlation coefficient", Metron 1924. Gaps are left out pairwise. Cost: edges × n log n.
 */
final class PartialCorrelationEvidence extends SceneEvidence {
    private static final int LEAST_SAMPLES = 20;
    private static final int MOST_SAMPLES = 300;

    @Override
    public String kind() {
        return "partial_correlation";
    }

    @Override
    List<Clue> examine(Scene scene) {
        List<Clue> clues = new ArrayList<>();
        for (Place caller : scene.places()) {
            Shift symptom = caller.worst(true).orElse(null);
            if (symptom == null) continue;
            double strongest = Double.NaN;
            Place partner = null;
            for (Place callee : scene.calleesOf(caller)) {
                Shift other = callee.worst(true).orElse(null);
                if (other == null) continue;
                double r = partial(scene, caller, symptom, other);
                if (Double.isNaN(r) || r <= strongest) continue;
                strongest = r;
                partner = callee;
            }
            if (partner == null) continue;
            double strength = strongest >= 0.5 ? -(2 * strongest - 1) : 0.3 * (0.5 - strongest);
            clues.add(
                    about(
                            caller.resource(),
                            strength,
                            words(caller, partner, strongest),
                            symptom.metric().query()));
        }
        return clues;
    }

    private static double partial(Scene scene, Place caller, Shift symptom, Shift other) {
        Series y = scene.series(symptom.metric());
        Series x = scene.series(other.metric());
        if (!x.step().equals(y.step()) || !x.start().equals(y.start())) return Double.NaN;
        double[] load = null;
        for (Shift shift : caller.shifts())
            if (shift.aspect() == Aspect.LOAD) {
                Series series = scene.series(shift.metric());
                if (series.step().equals(y.step()) && series.start().equals(y.start()))
                    load = series.values();
            }
        int end = Math.min(Math.min(x.length(), y.length()), y.indexAt(scene.facts().until()) + 1);
        int after = Math.max(1, end - Math.max(0, y.indexAt(scene.onset())));
        int start = Math.max(0, end - Math.min(MOST_SAMPLES, 3 * after));
        List<double[]> rows = new ArrayList<>();
        for (int i = start; i < end; i++) {
            double z = load == null || i >= load.length ? 0 : load[i];
            double sum = x.values()[i] + y.values()[i] + z;
            if (!Double.isNaN(sum)) rows.add(new double[] {x.values()[i], y.values()[i], z});
        }
        if (rows.size() < LEAST_SAMPLES) return Double.NaN;
        double[] rx = ranks(rows, 0);
        double[] ry = ranks(rows, 1);
        double[] rz = ranks(rows, 2);
        double xy = correlation(rx, ry);
        double xz = correlation(rx, rz);
        double yz = correlation(ry, rz);
        double scale = Math.sqrt((1 - xz * xz) * (1 - yz * yz));
        return scale < 1e-6 ? Double.NaN : (xy - xz * yz) / scale;
    }

    private static double[] ranks(List<double[]> rows, int column) {
        Integer[] order = new Integer[rows.size()];
        for (int i = 0; i < order.length; i++) order[i] = i;
        Arrays.sort(order, (a, b) -> Double.compare(rows.get(a)[column], rows.get(b)[column]));
        double[] ranks = new double[order.length];
        for (int first = 0; first < order.length; ) {
            int last = first;
            double value = rows.get(order[first])[column];
            while (last + 1 < order.length && rows.get(order[last + 1])[column] == value) last++;
            for (int i = first; i <= last; i++) ranks[order[i]] = (first + last) / 2.0;
            first = last + 1;
        }
        return ranks;
    }

    /** Pearson's coefficient of ranks; 0 where one side never changes. */
    private static double correlation(double[] a, double[] b) {
        double middle = (a.length - 1) / 2.0;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - middle) * (b[i] - middle);
            aa += (a[i] - middle) * (a[i] - middle);
            bb += (b[i] - middle) * (b[i] - middle);
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
    }

    private static Words words(Place caller, Place callee, double r) {
        String one = Phrase.name(caller.resource());
        String two = Phrase.name(callee.resource());
        String value = Phrase.number(r);
        return r >= 0.5
                ? new Words(
                        "given its load, %s moves with its callee %s (partial correlation %s)"
                                .formatted(one, two, value),
                        "扣除负载后，%s 与下游 %s 同步变化（偏相关 %s）".formatted(one, two, value))
                : new Words(
                        "given its load, %s moves with none of its callees (at most %s, with %s)"
                                .formatted(one, value, two),
                        "扣除负载后，%s 与各下游均不同步（最高为与 %3$s 的 %2$s）".formatted(one, value, two));
    }
}
