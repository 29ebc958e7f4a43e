package io.sreagent.analysis.detect;

/** Distance over scale as a score that is always finite. */
final class Surprise {
    private static final double MOST = 1e6;

    private Surprise() {}

    static double of(double distance, double scale, boolean learning) {
        double size = Math.abs(distance);
        if (learning || !(scale > 0) || size == 0) return 0;
        return Math.min(size / scale, MOST);
    }
}
