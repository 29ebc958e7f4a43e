package io.sreagent.analysis.forecast;

/** A straight line {@code a + b·t}, t counting samples from 0. */
record Line(double a, double b) {

    /** The least-squares line through all values; level when there is only one. */
    static Line of(double[] y) {
        int n = y.length;
        double middle = (n - 1) / 2.0;
        double mean = 0;
        for (double value : y) mean += value / n;
        double cross = 0;
        double spread = 0;
        for (int t = 0; t < n; t++) {
            cross += (t - middle) * (y[t] - mean);
            spread += (t - middle) * (t - middle);
        }
        double b = spread > 0 ? cross / spread : 0;
        return new Line(mean - b * middle, b);
    }

    double at(double t) {
        return a + b * t;
    }

    /** {@code θ·y + (1−θ)·line}. */
    double[] bend(double[] y, double theta) {
        double[] bent = new double[y.length];
        for (int t = 0; t < y.length; t++) bent[t] = theta * y[t] + (1 - theta) * at(t);
        return bent;
    }
}
