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
 * that of statsmodels in the same run, and how alike F and p are; where F is not, exact fractions
 * ({@link ExactGranger}) tell which is off.
 *
 * <p>Usage: {@code GrangerSpeed PEER.py [PYTHON]}, where PEER.py is {@code
 * benchmarks/granger-peer.py} and PYTHON has statsmodels (Debian: python3-statsmodels).
 */
public final class GrangerSpeed {
    private static final int SERIES = 50;
    private static final int POINTS = 300;
    private static final int LAGS = 5;
    private static final int ROUNDS = 40;

    /** How alike F is to be, relatively. */
    private static final double ALIKE = 1e-8;

    /** Of those that are alike, one in so many is reckoned exactly too. */
    private static final int SAMPLED = 100;

    /** What the peer says of one test. */
    private record Said(int lag, int cause, int effect, double f, double p) {
        static Said of(String line) {
            String[] cells = line.split(",");
            return new Said(
                    Integer.parseInt(cells[0]),
                    Integer.parseInt(cells[1]),
                    Integer.parseInt(cells[2]),
                    Double.parseDouble(cells[3]),
                    Double.parseDouble(cells[4]));
        }

        double own(double[][][] numbers) {
            return numbers[lag - 1][cause][effect];
        }
    }

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
                "%d×%d pairs, %d points, lags 1–%d: %.4f CPU-s, statsmodels %.1f CPU-s, ratio %.0f%n",
                SERIES,
                SERIES,
                POINTS,
                LAGS,
                ours,
                theirs,
                theirs / ours);
        compare(series, Files.readAllLines(output).stream().map(Said::of).toList());
    }

    /** Where the two differ, exact fractions tell who is off. */
    private static void compare(double[][] series, List<Said> peer) {
        Granger.Result result = Granger.allPairs(series, LAGS);
        double off = 0;
        double offOfP = 0;
        int differing = 0;
        Errors where = new Errors();
        Errors sampled = new Errors();
        for (int i = 0; i < peer.size(); i++) {
            Said said = peer.get(i);
            double own = said.own(result.f());
            double difference = relative(own, said.f());
            off = Math.max(off, difference);
            offOfP = Math.max(offOfP, relative(said.own(result.p()), said.p()));
            boolean differs = difference > ALIKE;
            if (differs) differing++;
            if (!differs && i % SAMPLED != 0) continue;
            double exact = ExactGranger.f(series[said.cause()], series[said.effect()], said.lag());
            (differs ? where : sampled).add(own, said.f(), exact);
        }
        System.out.printf(
                Locale.ROOT,
                "largest relative difference of F %.1e, of p %.1e; %d of %d F differ by more than"
                        + " %.0e: there %s; of every %dth of the rest %s%n",
                off,
                offOfP,
                differing,
                peer.size(),
                ALIKE,
                where,
                SAMPLED,
                sampled);
    }

    /** The largest relative errors of both against exact values. */
    private static final class Errors {
        private double own;
        private double peer;

        void add(double ours, double theirs, double exact) {
            own = Math.max(own, relative(ours, exact));
            peer = Math.max(peer, relative(theirs, exact));
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "ours are off the exact value by at most %.1e, statsmodels' by %.1e",
                    own,
                    peer);
        }
    }

    private static double relative(double one, double other) {
        return Math.abs(one - other) / Math.max(1e-300, Math.abs(other));
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

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
