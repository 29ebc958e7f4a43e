package io.sreagent.benchmarks.detect;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * False episodes as a person would meet them: those of one service within half an hour of the last
 * one are one incident.
 *
 * <p>The interval of a rate is Garwood's exact one for a Poisson count (F. Garwood,
 * <i>Biometrika</i> 28, 1936), by bisection.
 */
final class FalseIncidents {
    private static final int APART = 30;
    private static final double SIDE = 0.025;

    private final Map<Integer, Integer> lastMinute = new HashMap<>();
    private int count;

    void tell(int service, int minute) {
        Integer last = lastMinute.put(service, minute);
        if (last == null || minute - last > APART) count++;
    }

    int count() {
        return count;
    }

    String words(double serviceWeeks) {
        double each = 1000 / serviceWeeks;
        return String.format(
                Locale.ROOT,
                "%d false incidents in %.0f service-weeks: %.1f per 1000, 95 %% interval %.1f to %.1f",
                count,
                serviceWeeks,
                count * each,
                lower(count) * each,
                upper(count) * each);
    }

    /** The mean at which so many or more are just unlikely. */
    static double lower(int count) {
        return count == 0 ? 0 : meanWhere(mean -> 1 - atMost(count - 1, mean) < SIDE);
    }

    /** The mean at which so many or fewer are just unlikely. */
    static double upper(int count) {
        return meanWhere(mean -> atMost(count, mean) > SIDE);
    }

    private interface Below {
        boolean is(double mean);
    }

    private static double meanWhere(Below below) {
        double low = 0;
        double high = 1;
        while (below.is(high)) high *= 2;
        for (int i = 0; i < 60; i++) {
            double middle = (low + high) / 2;
            if (below.is(middle)) low = middle;
            else high = middle;
        }
        return low;
    }

    private static double atMost(int count, double mean) {
        double log = -mean;
        double sum = Math.exp(log);
        for (int k = 1; k <= count; k++) {
            log += Math.log(mean) - Math.log(k);
            sum += Math.exp(log);
        }
        return sum;
    }
}
