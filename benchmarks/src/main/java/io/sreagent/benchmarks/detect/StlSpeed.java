package io.sreagent.benchmarks.detect;

import io.sreagent.analysis.season.Stl;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * STL beside R's {@code stl} in one run: CPU time and the largest difference of the parts.
 *
 * <pre>java … io.sreagent.benchmarks.detect.StlSpeed WORK_DIR</pre>
 *
 * Needs {@code Rscript} (r-base) on the path. 10,080 values of period 1,440: waves, a trend, noise
 * and an hour of outage; seasonal window 7, a season that never changes, and two robust passes.
 * Times are the best of 30 in R and of 100 here.
 */
public final class StlSpeed {
    private static final int PERIOD = 1440;
    private static final int LENGTH = 7 * PERIOD;

    private StlSpeed() {}

    private record Kind(String name, Stl.Settings settings, String inR) {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Stl.Settings plain = Stl.Settings.of(PERIOD, 7);
        List<Kind> kinds =
                List.of(
                        new Kind("window 7", plain, "s.window=7"),
                        new Kind("periodic", Stl.Settings.of(PERIOD, 0), "s.window='periodic'"),
                        new Kind(
                                "robust, 2 passes",
                                new Stl.Settings(PERIOD, 7, plain.trendWindow(), 1, 2),
                                "s.window=7,robust=TRUE,outer=2"));
        double[] y = series();
        StringBuilder text = new StringBuilder();
        for (double value : y) text.append(value).append('\n');
        Files.writeString(folder.resolve("y.txt"), text);
        for (Kind kind : kinds) {
            Path script = folder.resolve("stl.R");
            Files.writeString(
                    script,
                    "x<-ts(as.numeric(readLines('y.txt')),frequency=1440)\nf<-function() stl(x,"
                            + kind.inR()
                            + ")\nbest<-min(sapply(1:30,function(i){s<-proc.time()[[1]];for(k in"
                            + " 1:5) f();(proc.time()[[1]]-s)/5}))\n"
                            + "writeLines(format(c(best,f()$time.series[,1:2]),digits=17),'r.txt')\n");
            Process r =
                    new ProcessBuilder("Rscript", "stl.R")
                            .directory(folder.toFile())
                            .inheritIO()
                            .start();
            if (r.waitFor() != 0) throw new IOException("Rscript failed");
            compare(kind, y, Files.readAllLines(folder.resolve("r.txt")));
        }
    }

    private static void compare(Kind kind, double[] y, List<String> told) {
        long best = Long.MAX_VALUE;
        Stl parts = Stl.of(y, kind.settings());
        for (int i = 0; i < 100; i++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            parts = Stl.of(y, kind.settings());
            best =
                    Math.min(
                            best,
                            ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
        }
        double worst = 0;
        double size = 0;
        for (int i = 0; i < LENGTH; i++) {
            double seasonal = Double.parseDouble(told.get(1 + i).strip());
            double trend = Double.parseDouble(told.get(1 + LENGTH + i).strip());
            worst = Math.max(worst, Math.abs(seasonal - parts.seasonal()[i]));
            worst = Math.max(worst, Math.abs(trend - parts.trend()[i]));
            size = Math.max(size, Math.abs(y[i]));
        }
        double inR = 1000 * Double.parseDouble(told.getFirst().strip());
        System.out.printf(
                Locale.ROOT,
                "%-18s R %.2f ms, here %.2f ms, ratio %.1f; parts differ by %.1e relative%n",
                kind.name(),
                inR,
                best / 1e6,
                inR * 1e6 / best,
                worst / size);
    }

    private static double[] series() {
        Random random = new Random(7);
        double[] y = new double[LENGTH];
        for (int i = 0; i < LENGTH; i++)
            y[i] =
                    100
                            + 40 * Math.sin(2 * Math.PI * i / PERIOD)
                            + 10 * Math.sin(4 * Math.PI * i / PERIOD)
                            + 0.001 * i
                            + 3 * random.nextGaussian()
                            + (i >= 5000 && i < 5060 ? 60 : 0);
        return y;
    }
}
