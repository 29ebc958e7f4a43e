package io.sreagent.benchmarks.cause;

import io.sreagent.analysis.cause.Granger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.StringJoiner;

/**
 * Granger tests of all pairs of 50 series of 300 points, lags 1–5, with p-values: CPU time beside
 * that of statsmodels in the same run, and the largest relative difference of F statistics.
 *
 * <p>Usage: {@code GrangerSpeed PEER.py [PYTHON]}, where PEER.py is {@code
 * benchmarks/granger-peer.py} and PYTHON has statsmodels (Debian: python3-statsmodels).
 */
public final class GrangerSpeed {
    private static final int SERIES = 50;
    private static final int POINTS = 300;
    private static final int LAGS = 5;
    private static final int ROUNDS = 40;

    /**
     * Smaller F are differences of two almost equal sums of squares in the peer, of which only so
     * many digits are left; here the drop in squares is reckoned by itself.
     */
    private static final double TELLING = 1e-3;

    private GrangerSpeed() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        double[][] series = series();
        double ours = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long start = cpuNanos();
            Granger.allPairs(series, LAGS);
            ours = Math.min(ours, (cpuNanos() - start) / 1e9);
        }
        Path folder = Files.createTempDirectory("granger");
        Path input = write(series, folder.resolve("series.csv"));
        Path output = folder.resolve("f.csv");
        String python = arguments.length > 1 ? arguments[1] : "python3";
        Process peer =
                new ProcessBuilder(
                                python,
                                arguments[0],
                                input.toString(),
                                String.valueOf(LAGS),
                                output.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String said =
                new String(
                                peer.getInputStream().readAllBytes(),
                                java.nio.charset.StandardCharsets.UTF_8)
                        .strip();
        if (peer.waitFor() != 0) throw new IOException("the peer failed");
        double theirs = Double.parseDouble(said);
        System.out.printf(
                Locale.ROOT,
                "%d×%d pairs, %d points, lags 1–%d: %.4f CPU-s, statsmodels %.1f CPU-s, ratio %.0f;"
                        + " largest relative difference of F from %.0e on %.1e, of all F %.1e, of p"
                        + " %.1e%n",
                SERIES,
                SERIES,
                POINTS,
                LAGS,
                ours,
                theirs,
                theirs / ours,
                TELLING,
                difference(Granger.allPairs(series, LAGS).f(), output, 3, TELLING),
                difference(Granger.allPairs(series, LAGS).f(), output, 3, 0),
                difference(Granger.allPairs(series, LAGS).p(), output, 4, 0));
    }

    /** Walks with memory, some of which follow another: F from next to nothing to hundreds. */
    private static double[][] series() {
        Random random = new Random(1);
        double[][] series = new double[SERIES][POINTS];
        for (int s = 0; s < SERIES; s++)
            for (int t = 0; t < POINTS; t++) {
                double own = t == 0 ? 0 : 0.6 * series[s][t - 1];
                double other = s == 0 || t < 2 ? 0 : 0.1 * (s % 5) * series[s / 2][t - 2];
                series[s][t] = own + other + random.nextGaussian();
            }
        return series;
    }

    private static Path write(double[][] series, Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        for (double[] row : series) {
            StringJoiner line = new StringJoiner(",");
            for (double value : row) line.add(Double.toString(value));
            text.append(line).append('\n');
        }
        return Files.writeString(file, text);
    }

    private static double difference(double[][][] ours, Path file, int column, double least)
            throws IOException {
        double largest = 0;
        List<String> lines = Files.readAllLines(file);
        for (String line : lines) {
            String[] cells = line.split(",");
            double theirs = Double.parseDouble(cells[column]);
            if (Math.abs(theirs) < least) continue;
            double own =
                    ours[Integer.parseInt(cells[0]) - 1][Integer.parseInt(cells[1])][
                            Integer.parseInt(cells[2])];
            largest =
                    Math.max(largest, Math.abs(own - theirs) / Math.max(1e-300, Math.abs(theirs)));
        }
        return largest;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
