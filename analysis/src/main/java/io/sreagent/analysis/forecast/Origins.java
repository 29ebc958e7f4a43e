package io.sreagent.analysis.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Moments in a past at which forecasters are tried on what came next (rolling-origin evaluation;
 * Tashman 2000). Oldest first; spread over the last part of the past, so that what they tell is
 * about the present regime and all phases of the day take part.
 *
 * @param past everything
 * @param pasts what was known at each origin; at least one
 * @param tested how many steps after an origin are compared
 */
record Origins(Past past, List<Past> pasts, int tested) {

    static final int MOST = 16;

    private static final int FEWEST = 6;
    private static final int VALUES = 80_000;

    static Origins of(Past past, int horizon, int needs) {
        return of(past, horizon, needs, MOST);
    }

    /**
     * Fewer where each means decomposing a long past again: an interval of one forecaster wants
     * them, but weights of several need them more.
     */
    static int affordable(Past past) {
        return Math.clamp(VALUES / past.recent().length, FEWEST, MOST);
    }

    static Origins of(Past past, int horizon, int needs, int most) {
        int length = past.length();
        int least = Math.max(Math.max(needs, 1), Math.min(length / 2, longestShownTwice(past)));
        int room = length - least;
        if (room < 1) return new Origins(past, List.of(past.until(Math.max(1, length - 1))), 1);
        int tested = Math.min(horizon, Math.max(1, (room + 1) / 2));
        int span = Math.min(room - tested, Math.max(6 * tested, season(past) * 2));
        int origins = Math.clamp(span + 1, 1, most);
        List<Past> pasts = new ArrayList<>(origins);
        for (int at = 0; at < origins; at++) {
            int back = origins == 1 ? 0 : (int) ((long) span * (origins - 1 - at) / (origins - 1));
            pasts.add(past.until(length - tested - back));
        }
        return new Origins(past, pasts, tested);
    }

    /** What happened minus what was forecast, one per tested step. */
    double[] errors(int origin, Fit fit) {
        double[] errors = fit.ahead(pasts.get(origin), tested);
        double[] values = past.values();
        int from = pasts.get(origin).length();
        for (int step = 0; step < tested; step++) errors[step] = values[from + step] - errors[step];
        return errors;
    }

    private static int season(Past past) {
        return past.periods().length == 0 ? 0 : past.periods()[0];
    }

    private static int longestShownTwice(Past past) {
        return 2 * Arrays.stream(past.periods()).max().orElse(0);
    }
}
