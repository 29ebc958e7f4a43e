package io.sreagent.analysis.detect;

import io.sreagent.analysis.stats.Robust;
import java.util.Arrays;

/**
 * The strongest season of a series, by its autocorrelation.
 *
 * <p>Values are centred at their median and cut at ±3 robust standard deviations, gaps become 0;
 * the autocorrelation comes from the Fourier transform of the zero-padded series, unbiased (divided
 * by the n − lag pairs). The period is the highest local maximum between 4 and n/3 that reaches
 * {@value #LEAST}; of later ones that are multiples only a clearly higher one wins. Source: M.
 * Vlachos et al., SDM 2005. Cost: O(n log n).
 */
public final class PeriodFinder {
    private static final double LEAST = 0.25;

    private PeriodFinder() {}

    /** Samples in a period; 0 when there is none. */
    public static int period(double[] values) {
        int n = values.length;
        double middle = Robust.median(values);
        double spread = Robust.spread(values, middle);
        if (n < 24 || !(spread > 0)) return 0;
        int size = Integer.highestOneBit(2 * n - 1) << 1;
        double[] re = new double[size];
        for (int i = 0; i < n; i++) {
            double x = Double.isFinite(values[i]) ? values[i] - middle : 0;
            re[i] = Math.clamp(x / spread, -3, 3);
        }
        double mean = Arrays.stream(re, 0, n).sum() / n;
        for (int i = 0; i < n; i++) re[i] -= mean;
        double[] im = new double[size];
        Fourier.transform(re, im, false);
        for (int i = 0; i < size; i++) {
            re[i] = re[i] * re[i] + im[i] * im[i];
            im[i] = 0;
        }
        Fourier.transform(re, im, true);
        double variance = re[0] / n;
        if (!(variance > 0)) return 0;
        int best = 0;
        double height = LEAST;
        boolean dipped = false;
        for (int lag = 2; lag <= n / 3; lag++) {
            double here = re[lag] / (n - lag) / variance;
            dipped |= here < 0.5 * LEAST;
            boolean peak =
                    here >= re[lag - 1] / (n - lag + 1) / variance
                            && here > re[lag + 1] / (n - lag - 1) / variance;
            if (!dipped || lag < 4 || !peak) continue;
            if (here > height * (best == 0 ? 1 : 1.05)) {
                height = here;
                best = lag;
            }
        }
        return best;
    }
}
