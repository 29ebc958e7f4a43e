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
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Faults of known kind and size injected into generated load; measures the share of false episodes
 * at a set false-discovery rate, recall, and delay; with no faults, false alarms of quiet weeks.
 *
 * <pre>java [-Dverbose=true] … io.sreagent.benchmarks.detect.Injection RATE SERIES DAYS
 *         FAULTS_PER_SERIES_DAY [SEED]</pre>
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

    /** What the noise of a series is like. */
    private enum Trait {
        INDEPENDENT,
        AUTOCORRELATED,
        SKEWED,
        BOTH
    }

    private static final double[] SIZES = {2, 3, 5, 8, 12};
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final boolean VERBOSE = Boolean.getBoolean("verbose");
    private static final int LENGTH = 40;
    private static final int SERIES_A_SERVICE = 20;
    private static final Instant MONDAY = Instant.parse("2026-01-05T00:00:00Z");
    private static final Instant LIVE = MONDAY.plus(Duration.ofDays(14));

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

        Trait trait() {
            if (skewed) return memory > 0 ? Trait.BOTH : Trait.SKEWED;
            return memory > 0 ? Trait.AUTOCORRELATED : Trait.INDEPENDENT;
        }

        /**
         * @param minutes since the value before, over which noise with a memory fades
         */
        double normal(Instant time, int minutes) {
            double hour = time.getEpochSecond() / 3600.0;
            boolean weekend = Math.floorMod(time.getEpochSecond() / 86_400 + 3, 7) >= 5;
            double expected =
                    base
                            * (1 + 0.4 * Math.sin(2 * Math.PI * (hour - 9) / 24))
                            * (weekend ? 0.8 : 1);
            double fresh = random.nextGaussian();
            if (skewed) fresh = (Math.exp(0.5 * fresh) - 1.133) / 0.604;
            double kept = Math.pow(memory, minutes);
            last = kept * last + Math.sqrt(1 - kept * kept) * fresh;
            return expected * (1 + noise * last);
        }

        double live(Instant time, int minute, double sigma) {
            double value = normal(time, 1);
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
        Sensitivity sensitivity = Sensitivity.forRate(rate);
        List<Source> sources = new ArrayList<>();
        List<List<Anomaly>> openAt = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) openAt.add(new ArrayList<>());
        for (int s = 0; s < series; s++) {
            Source source = new Source(random.split());
            for (int slot = 1; slot < minutes / (2 * LENGTH) - 1; slot++) {
                if (random.nextDouble() >= perDay * 2 * LENGTH / 1440) continue;
                Fault kind = Fault.values()[random.nextInt(Fault.values().length)];
                double size = SIZES[random.nextInt(SIZES.length)];
                source.faults.put(
                        slot,
                        new Injected(kind, size, slot * 2 * LENGTH + random.nextInt(LENGTH / 2)));
            }
            live(source, s, sensitivity, openAt);
            sources.add(source);
        }
        judge(sources, openAt, sensitivity);
    }

    /** The weeks of one series: what is open in each minute. No series knows of another. */
    private static void live(
            Source source, int number, Sensitivity sensitivity, List<List<Anomaly>> openAt) {
        Metric metric =
                new Metric(
                        "m",
                        Resource.service("s", "" + number),
                        Unit.NONE,
                        Hurts.BOTH,
                        "" + number);
        Series history = history(source, metric, MONDAY, Duration.ofMinutes(5), 14 * 288);
        Series day = history(source, metric, LIVE.minus(Duration.ofDays(1)), MINUTE, 1440);
        SeriesWatch watch =
                SeriesWatch.learn(
                        history,
                        day,
                        new SeriesWatch.Settings(sensitivity, EffectFloor.of(Unit.NONE), MINUTE),
                        List.of());
        for (int minute = 0; minute < openAt.size(); minute++) {
            Instant now = LIVE.plus(MINUTE.multipliedBy(minute + 1));
            double value = source.live(now, minute, watch.baseline().sigmaAt(now));
            watch.next(now, value).ifPresent(openAt.get(minute)::add);
        }
    }

    private static int number(Anomaly anomaly) {
        return Integer.parseInt(anomaly.metric().query());
    }

    private static void judge(
            List<Source> sources, List<List<Anomaly>> openAt, Sensitivity sensitivity) {
        DiscoveryControl control = new DiscoveryControl(sensitivity, MINUTE);
        WakingAlarms waking = new WakingAlarms(sensitivity, MINUTE, SERIES_A_SERVICE);
        FalseIncidents incidents = new FalseIncidents();
        Set<String> told = new HashSet<>();
        Map<Injected, Integer> found = new HashMap<>();
        int falseEpisodes = 0;
        int episodes = 0;
        int minutes = openAt.size();
        for (int minute = 0; minute < minutes; minute++) {
            Instant now = LIVE.plus(MINUTE.multipliedBy(minute + 1));
            List<Anomaly> open = openAt.get(minute);
            waking.look(now, minute, sources.size(), open, Injection::number);
            Set<String> still = new HashSet<>();
            for (Anomaly a : control.admit(now, sources.size(), open)) {
                still.add(a.metric().id());
                if (told.contains(a.metric().id())) continue;
                episodes++;
                Injected fault = near(sources.get(number(a)), minute);
                if (fault == null) {
                    falseEpisodes++;
                    incidents.tell(number(a) / SERIES_A_SERVICE, minute);
                    if (VERBOSE) System.out.println(sources.get(number(a)).trait() + " " + a);
                } else found.putIfAbsent(fault, minute - fault.from + 1);
            }
            told = still;
        }
        int injected = sources.stream().mapToInt(source -> source.faults.size()).sum();
        double weeks = sources.size() * minutes / 10_080.0;
        System.out.printf(
                Locale.ROOT,
                "rate %.3f: %d faults, %d episodes told, %d false: share %.4f; %.3f false a"
                        + " series-week over %.0f series-weeks%n",
                sensitivity.falseDiscoveryRate(),
                injected,
                episodes,
                falseEpisodes,
                episodes == 0 ? 0 : falseEpisodes / (double) episodes,
                falseEpisodes / weeks,
                weeks);
        System.out.println(
                "each false episode an incident: " + incidents.words(weeks / SERIES_A_SERVICE));
        if (injected == 0)
            System.out.println("what would open one: " + waking.words(weeks / SERIES_A_SERVICE));
        recall(sources, found);
        for (Trait trait : Trait.values()) {
            List<Source> such = sources.stream().filter(s -> s.trait() == trait).toList();
            int[] cell = cells(such, found)[Fault.SHIFT.ordinal()][2];
            System.out.println("shift of 5 sigmas, noise " + trait + ":" + words(cell));
        }
    }

    private static @Nullable Injected near(Source source, int minute) {
        for (int slot : new int[] {minute / (2 * LENGTH), minute / (2 * LENGTH) - 1}) {
            Injected fault = source.faults.get(slot);
            if (fault != null && minute >= fault.from && minute < fault.from + LENGTH + 10)
                return fault;
        }
        return null;
    }

    /** By fault and size: how many there were, were found, and were found within five samples. */
    private static int[][][] cells(List<Source> sources, Map<Injected, Integer> found) {
        int[][][] table = new int[Fault.values().length][SIZES.length][3];
        for (Source source : sources) {
            for (Injected each : source.faults.values()) {
                int size = Arrays.binarySearch(SIZES, each.size);
                int[] cell = table[each.fault.ordinal()][size];
                cell[0]++;
                Integer delay = found.get(each);
                if (delay == null) continue;
                cell[1]++;
                if (delay <= 5) cell[2]++;
            }
        }
        return table;
    }

    private static void recall(List<Source> sources, Map<Injected, Integer> found) {
        int[][][] table = cells(sources, found);
        System.out.println(
                "recall (within 5 samples) by kind and size in sigmas " + Arrays.toString(SIZES));
        for (Fault fault : Fault.values()) {
            StringBuilder row = new StringBuilder(String.format("%-9s", fault));
            for (int[] cell : table[fault.ordinal()]) row.append(words(cell));
            System.out.println(row);
        }
    }

    private static String words(int[] cell) {
        double all = Math.max(1.0, cell[0]);
        return String.format(
                Locale.ROOT, " %.2f (%.2f) of %d;", cell[1] / all, cell[2] / all, cell[0]);
    }

    private static Series history(
            Source source, Metric metric, Instant start, Duration step, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++)
            values[i] = source.normal(start.plus(step.multipliedBy(i)), (int) step.toMinutes());
        return new Series(metric, start, step, values);
    }
}
