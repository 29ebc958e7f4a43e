package io.sreagent.learned;

import io.sreagent.analysis.detect.Detector;
import io.sreagent.analysis.detect.Grid;
import io.sreagent.analysis.finding.AnomalyKind;
import io.sreagent.analysis.stats.Robust;
import java.util.Arrays;
import java.util.Set;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;
import org.jspecify.annotations.Nullable;

/**
 * Flags points outside the region that holds most of the past: a one-class support vector machine,
 * by LIBSVM.
 *
 * <p>Input: the value itself. A point is (x, x − the one before, x − the one a period ago), each
 * centred by its median and scaled by its MAD (a side that never moves counts nothing), cut at ±20.
 * ν = 0.05, radial kernel with γ = ⅓, trained on {@value #SAMPLE} points spread over the last
 * {@value #PAST}, anew whenever a quarter of them is new. Score 10 · max(0, −f)/ρ: 0 inside, 10
 * where nothing like it was ever seen. 0 for the first {@value #LEARNING}. A gap has no opinion.
 * Source: B. Schölkopf et al., <i>Neural Computation</i> 13 (2001); C. Chang, C. Lin, ACM TIST 2
 * (2011). Cost: a kernel a support vector (about 25); a training of some milliseconds.
 */
public final class OneClassSvm implements Detector {
    private static final int SAMPLE = 400;
    private static final int PAST = 2000;
    private static final int LEARNING = 256;
    private static final int SIDES = 3;
    private static final double CUT = 20;

    static {
        svm.svm_set_print_string_function(words -> {});
    }

    @Override
    public String name() {
        return "one-class-svm";
    }

    @Override
    public Set<AnomalyKind> finds() {
        return Set.of(AnomalyKind.POINT, AnomalyKind.PERIODIC);
    }

    @Override
    public Run start(Grid grid) {
        return new Enclosing(grid.period());
    }

    private static final class Enclosing implements Run {
        private final double[][] points = new double[PAST][];
        private final double[] values;
        private final int period;
        private final double[] middle = new double[SIDES];
        private final double[] spread = new double[SIDES];
        private @Nullable svm_model model;
        private int n;
        private int trainAt = LEARNING;

        Enclosing(int period) {
            this.period = period;
            values = new double[Math.max(1, period) + 1];
        }

        @Override
        public double next(double value) {
            if (!Double.isFinite(value)) return Double.NaN;
            double x = Math.clamp(value, -1e150, 1e150);
            double before = n == 0 ? x : values[(n - 1) % values.length];
            double then = period > 1 && n >= period ? values[(n - period) % values.length] : x;
            double[] point = {x, x - before, x - then};
            values[n % values.length] = x;
            double score = model == null ? 0 : outside(model, point);
            points[n++ % PAST] = point;
            if (n >= trainAt) train();
            return score;
        }

        private double outside(svm_model known, double[] point) {
            double[] told = new double[1];
            svm.svm_predict_values(known, nodes(point), told);
            double rho = known.rho[0];
            double score = rho > 0 ? 10 * Math.max(0, -told[0]) / rho : 0;
            return Double.isFinite(score) ? score : 0;
        }

        private void train() {
            int known = Math.min(n, PAST);
            trainAt = n + known / 4;
            boolean moves = false;
            for (int side = 0; side < SIDES; side++) {
                double[] column = new double[known];
                for (int i = 0; i < known; i++) column[i] = points[i][side];
                middle[side] = Robust.median(column);
                spread[side] = Robust.mad(column, middle[side]);
                moves |= spread[side] > 1e-12 * Math.abs(middle[side]);
            }
            model = null;
            if (!moves) return;
            int count = Math.min(known, SAMPLE);
            svm_problem problem = new svm_problem();
            problem.l = count;
            problem.x = new svm_node[count][];
            problem.y = new double[count];
            Arrays.fill(problem.y, 1);
            for (int i = 0; i < count; i++)
                problem.x[i] = nodes(points[(int) ((long) i * known / count)]);
            model = svm.svm_train(problem, settings());
        }

        private static svm_parameter settings() {
            svm_parameter settings = new svm_parameter();
            settings.svm_type = svm_parameter.ONE_CLASS;
            settings.kernel_type = svm_parameter.RBF;
            settings.gamma = 1.0 / SIDES;
            settings.nu = 0.05;
            settings.eps = 1e-3;
            settings.cache_size = 4;
            settings.shrinking = 1;
            return settings;
        }

        private svm_node[] nodes(double[] point) {
            svm_node[] nodes = new svm_node[SIDES];
            for (int side = 0; side < SIDES; side++) {
                nodes[side] = new svm_node();
                nodes[side].index = side + 1;
                boolean still = spread[side] <= 1e-12 * Math.abs(middle[side]);
                nodes[side].value =
                        still || !(spread[side] > 0)
                                ? 0
                                : Math.clamp(
                                        (point[side] - middle[side]) / spread[side], -CUT, CUT);
            }
            return nodes;
        }
    }
}
