package io.sreagent.benchmarks.detect;

import io.sreagent.analysis.baseline.EffectFloor;
import io.sreagent.analysis.detect.DiscoveryControl;
import io.sreagent.analysis.detect.Sensitivity;
import io.sreagent.analysis.detect.SeriesWatch;
import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.analysis.finding.Anomaly;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Faults of known kind and size injected into generated load; measures the share of false episodes
 * at a set false-discovery rate, recall, and delay; with no faults, false alarms of quiet weeks.
 *
 * <pre>java … io.sreagent.benchmarks.detect.Injection RATE SERIES DAYS FAULTS_PER_SERIES_DAY [SEED]
 * </pre>
 *
 * A series is daily and weekly load with 2–8 % noise, partly autocorrelated or skewed, with blips
 * of one to three minutes now and then that are nobody's fault. A fault lasts 40 minutes. An
 * episode told is true when it overlaps a fault or the ten minutes after it. Sizes are in the
 * robust standard deviations of the baseline at that moment, as an anomaly's effect is told.
 */
public final class Injection {
    private enum Fault {
        SHIFT,
        TREND,
        VARIANCE,
        FLATLINE,
        ABSENCE
    }

    private static final double[] SIZES = {2, 3, 5, 8, 12};
    private static final int LENGTH = 40;
    private static final int SERIES_A_SERVICE = 20;
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");

    /** One fault in one series, from a minute on. */
    private record Injected(Fault fault, double size, int from) {}

    /** One generated series and what was put into it. */
    private static final class Source {
        final SplittableRandom random;
        final double base;
        final double noise;
        final double memory;
        final boolean skewed;
        final Map<Integer, Injected> faults = new HashMap<>();
        double last;
        double frozen;
        int blip;

        Source(SplittableRandom random) {
            this.random = random;
            base = Math.pow(10, 4 * random.nextDouble() - 1);
            noise = 0.02 + 0.06 * random.nextDouble();
            memory = random.nextInt(3) == 0 ? 0.6 : 0;
            skewed = random.nextInt(4) == 0;
        }

        double normal(Instant time) {
            double hour = time.getEpochSecond() / 3600.0;
            boolean weekend = Math.floorMod(time.getEpochSecond() / 86_400 + 3, 7) >= 5;
            double expected =
                    base
                            * (1 + 0.4 * Math.sin(2 * Math.PI * (hour - 9) / 24))
                            * (weekend ? 0.8 : 1);
            double fresh = random.nextGaussian();
            if (skewed) fresh = (Math.exp(0.5 * fresh) - 1.133) / 0.604;
            last = memory * last + Math.sqrt(1 - memory * memory) * fresh;
            return expected * (1 + noise * last);
        }

        double live(Instant time, int minute, double sigma) {
            double value = normal(time);
            if (blip > 0) {
                blip--;
                value *= 1.5;
            } else if (random.nextInt(2880) == 0) {
                blip = 1 + random.nextInt(3);
            }
            Injected fault = faults.get(minute / (2 * LENGTH));
            if (fault == null || minute < fault.from || minute >= fault.from + LENGTH) {
                frozen = value;
                return value;
            }
            return switch (fault.fault) {
                case SHIFT -> value + fault.size * sigma;
                case TREND -> value + fault.size * sigma * (minute - fault.from) / LENGTH;
                case VARIANCE -> value + fault.size * sigma * random.nextGaussian();
                case FLATLINE -> frozen;
                case ABSENCE -> Double.NaN;
            };
        }
    }

    private Injection() {}

    public static void main(String[] args) {
        double rate = Double.parseDouble(args[0]);
        int series = Integer.parseInt(args[1]);
        int minutes = Integer.parseInt(args[2]) * 1440;
        double perDay = Double.parseDouble(args[3]);
        SplittableRandom random =
                new SplittableRandom(args.length > 4 ? Long.parseLong(args[4]) : 1);
        List<Source> sources = new ArrayList<>();
        List<SeriesWatch> watches = new ArrayList<>();
        Instant live = MONDAY.plus(Duration.ofDays(14));
        Sensitivity sensitivity = Sensitivity.forRate(rate);
        int injected = 0;
        for (int s = 0; s < series; s++) {
            Source source = new Source(random.split());
            Metric metric =
                    new Metric("m", Resource.service("s", "" + s), Unit.NONE, Hurts.BOTH, "m" + s);
            watches.add(
                    SeriesWatch.learn(
                            history(source, metric, MONDAY, Duration.ofMinutes(5), 14 * 288),
                            history(
                                    source,
                                    metric,
                                    live.minus(Duration.ofDays(1)),
                                    Duration.ofMinutes(1),
                                    1440),
                            new SeriesWatch.Settings(
                                    sensitivity, EffectFloor.of(Unit.NONE), Duration.ofMinutes(1)),
                            List.of()));
            for (int slot = 1; slot < minutes / (2 * LENGTH) - 1; slot++) {
                if (random.nextDouble() >= perDay * 2 * LENGTH / 1440) continue;
                Fault kind = Fault.values()[random.nextInt(Fault.values().length)];
                double size = SIZES[random.nextInt(SIZES.length)];
                source.faults.put(
                        slot,
                        new Injected(kind, size, slot * 2 * LENGTH + random.nextInt(LENGTH / 2)));
                injected++;
            }
            sources.add(source);
        }
        run(
                sources,
                watches,
                new DiscoveryControl(sensitivity, Duration.ofMinutes(1)),
                live,
                minutes,
                rate,
                injected);
    }

    private static void run(
            List<Source> sources,
            List<SeriesWatch> watches,
            DiscoveryControl control,
            Instant live,
            int minutes,
            double rate,
            int injected) {
        Map<String, Instant> told = new HashMap<>();
        Map<Injected, Integer> found = new HashMap<>();
        FalseIncidents incidents = new FalseIncidents();
        int falseEpisodes = 0;
        int episodes = 0;
        for (int minute = 0; minute < minutes; minute++) {
            Instant now = live.plus(Duration.ofMinutes(minute + 1));
            List<Anomaly> open = new ArrayList<>();
            Map<String, Integer> index = new HashMap<>();
            for (int s = 0; s < sources.size(); s++) {
                watches.get(s)
                        .next(
                                now,
                                sources.get(s)
                                        .live(now, minute, watches.get(s).baseline().sigmaAt(now)))
                        .ifPresent(open::add);
                index.put(watches.get(s).metric().id(), s);
            }
            Map<String, Instant> still = new HashMap<>();
            for (Anomaly a : control.admit(now, sources.size(), open)) {
                String id = a.metric().id();
                still.put(id, a.onset());
                if (told.containsKey(id)) continue;
                episodes++;
                Source source = sources.get(index.getOrDefault(id, 0));
                Injected fault = near(source, minute);
                if (fault == null) {
                    falseEpisodes++;
                    incidents.tell(index.getOrDefault(id, 0) / SERIES_A_SERVICE, minute);
                } else found.putIfAbsent(fault, minute - fault.from + 1);
            }
            told = still;
        }
        double weeks = sources.size() * minutes / 10_080.0;
        System.out.printf(
                Locale.ROOT,
                "rate %.3f: %d faults, %d episodes told, %d false: share %.4f; %.3f false a"
                        + " series-week over %.0f series-weeks%n",
                rate,
                injected,
                episodes,
                falseEpisodes,
                episodes == 0 ? 0 : falseEpisodes / (double) episodes,
                falseEpisodes / weeks,
                weeks);
        System.out.println(incidents.words(weeks / SERIES_A_SERVICE));
        recall(sources, found);
    }

    private static @Nullable Injected near(Source source, int minute) {
        for (int slot : new int[] {minute / (2 * LENGTH), minute / (2 * LENGTH) - 1}) {
            Injected fault = source.faults.get(slot);
            if (fault != null && minute >= fault.from && minute < fault.from + LENGTH + 10)
                return fault;
        }
        return null;
    }

    private static void recall(List<Source> sources, Map<Injected, Integer> found) {
        int[][][] table = new int[Fault.values().length][SIZES.length][3];
        for (Source source : sources) {
            for (Injected each : source.faults.values()) {
                int size = java.util.Arrays.binarySearch(SIZES, each.size);
                int[] cell = table[each.fault.ordinal()][size];
                cell[0]++;
                Integer delay = found.get(each);
                if (delay == null) continue;
                cell[1]++;
                if (delay <= 5) cell[2]++;
            }
        }
        System.out.println(
                "recall (within 5 samples) by kind and size in sigmas "
                        + java.util.Arrays.toString(SIZES));
        for (Fault fault : Fault.values()) {
            StringBuilder row = new StringBuilder(String.format("%-9s", fault));
            for (int[] cell : table[fault.ordinal()])
                row.append(
                        String.format(
                                Locale.ROOT,
                                " %.2f (%.2f) of %d;",
                                cell[1] / Math.max(1.0, cell[0]),
                                cell[2] / Math.max(1.0, cell[0]),
                                cell[0]));
            System.out.println(row);
        }
    }

    private static Series history(
            Source source, Metric metric, Instant start, Duration step, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) values[i] = source.normal(start.plus(step.multipliedBy(i)));
        return new Series(metric, start, step, values);
    }
}
