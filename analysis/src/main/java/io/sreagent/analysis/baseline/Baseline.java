package io.sreagent.analysis.baseline;

import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Band;
import java.time.Instant;
import java.util.List;

/**
 * Normal behaviour of one series: expected(t) = level(t) + profile(hour of week of t), and a
 * standard deviation by hour of day, all robust.
 *
 * <p>With three days of history or more it knows the hours of the day, with more than a week the
 * hours of the week ({@link HourProfile} says how much of them it believes). With less, minutes
 * even, it is one level and one spread, which follow the series faster; {@link #sureness()} says
 * which. The level follows slow change with a time constant of a day (minutes to hours while the
 * history is short), cut so that an incident hardly moves it; the spread adapts within days.
 *
 * <pre>{@code
 * Baseline normal = Baseline.learn(history, List.of(new Stretch(outageStart, outageEnd)));
 * Band band = normal.bandAt(now);          // for a chart, or band.holds(value)
 * double z = normal.sigmas(now, value);    // signed, in robust standard deviations
 * normal.update(now, value);               // after judging, when the value is no anomaly
 * }</pre>
 *
 * <p>NaN and infinite values are gaps. A constant series has the spread of its {@link EffectFloor},
 * so it does not alarm on rounding. Times are UTC: where clocks change twice a year, profile and
 * people are an hour apart for a week or two, which the adapting spread takes up. Learning costs
 * O(n log n) (4,032 values: about a millisecond), asking and updating O(1), state under 2 KiB.
 *
 * <p>Mutable by {@link #update} and not for two threads at once.
 */
public final class Baseline {
    /** Days from which on a profile is learned. */
    public static final double MIN_DAYS = 3;

    /** Values from which on there is an opinion at all. */
    public static final int MIN_SAMPLES = 8;

    private static final double DAY = 86_400;

    final EffectFloor floor;
    final HourProfile profile;
    final LevelTracker tracker;

    /** Robust standard deviation by hour of day (UTC), in the series' unit. */
    final double[] spread;

    /** How many standard deviations the band reaches down and up. */
    final double reachDown;

    final double reachUp;
    final boolean neverNegative;
    final boolean sparse;
    final double days;
    final long learnedUntilSecond;
    int samples;
    double scale;
    long lastSecond;
    private Holidays holidays = Holidays.NONE;

    Baseline(
            EffectFloor floor,
            HourProfile profile,
            LevelTracker tracker,
            double[] spread,
            double reachDown,
            double reachUp,
            boolean neverNegative,
            boolean sparse,
            double days,
            int samples,
            double scale,
            long learnedUntilSecond,
            long lastSecond) {
        this.floor = floor;
        this.profile = profile;
        this.tracker = tracker;
        this.spread = spread;
        this.reachDown = reachDown;
        this.reachUp = reachUp;
        this.neverNegative = neverNegative;
        this.sparse = sparse;
        this.days = days;
        this.samples = samples;
        this.scale = scale;
        this.learnedUntilSecond = learnedUntilSecond;
        this.lastSecond = lastSecond;
    }

    /** Learns with the effect floor of the metric's unit and leaves rare long anomalies out. */
    public static Baseline learn(Series history) {
        return learn(history, List.of());
    }

    /**
     * @param history any step; empty is allowed
     * @param anomalous stretches that must not be learned, such as past incidents. Others that are
     *     long, strange and rare (see {@link Learning}) are found and left out too.
     */
    public static Baseline learn(Series history, List<Stretch> anomalous) {
        return learn(history, anomalous, EffectFloor.of(history.metric().unit()));
    }

    public static Baseline learn(Series history, List<Stretch> anomalous, EffectFloor floor) {
        return Learning.of(history, anomalous, floor).baseline();
    }

    /** Restores what {@link #toBytes} gave; IllegalArgumentException for anything else. */
    public static Baseline fromBytes(byte[] bytes) {
        return BaselineFormat.read(bytes);
    }

    /** Compact versioned form, about 1.7 KB. */
    public byte[] toBytes() {
        return BaselineFormat.write(this);
    }

    /** From now on these days are expected to be like Sundays; they are not kept with the model. */
    public void keep(Holidays days) {
        holidays = days;
    }

    /** Where the value should be at a time, in the series' unit. */
    public double expectedAt(Instant time) {
        return tracker.level + profile.at(holidays.habits(time));
    }

    /** Robust standard deviation at a time, in the series' unit; positive. */
    public double sigmaAt(Instant time) {
        return sigma(holidays.habits(time).getEpochSecond(), expectedAt(time));
    }

    /**
     * Where a normal value lies, but for about one in 370 on either side: at least three standard
     * deviations, more on a side where the past went further, and never less than the effect floor.
     * Open (infinite) on both sides while {@link Sureness#NONE}.
     */
    public Band bandAt(Instant time) {
        double expected = expectedAt(time);
        if (samples < MIN_SAMPLES)
            return new Band(Double.NEGATIVE_INFINITY, expected, Double.POSITIVE_INFINITY);
        double sigma = sigmaAt(time);
        double least = floor.at(expected);
        double lower = expected - Math.max(reachDown * sigma, least);
        double upper = expected + Math.max(reachUp * sigma, least);
        if (neverNegative) lower = Math.min(expected, Math.max(0, lower));
        return new Band(lower, expected, upper);
    }

    /** Signed distance from the expected value in robust standard deviations; NaN for a gap. */
    public double sigmas(Instant time, double value) {
        if (samples < MIN_SAMPLES) return Double.isFinite(value) ? 0 : Double.NaN;
        if (!Double.isFinite(value)) return Double.NaN;
        return (value - expectedAt(time)) / sigmaAt(time);
    }

    /**
     * Learns from a value that was found normal, and lets time pass for a gap. Values at or before
     * the last one are ignored.
     */
    public void update(Instant time, double value) {
        long second = time.getEpochSecond();
        if (second <= lastSecond || !Double.isFinite(value)) return;
        double step = Math.min(second - lastSecond, 3600);
        lastSecond = second;
        if (samples == 0) tracker.level = value;
        double deviation = value - expectedAt(time);
        double sigma = sigmaAt(time);
        tracker.update(deviation, sigma, step);
        samples++;
        if (sparse || Math.abs(deviation) * 1e9 <= sigma) return;
        double gain = Math.max(step / (2 * DAY), 1.0 / (100 + samples));
        double above = Math.abs(deviation) > 0.6745 * sigma ? gain : -gain;
        scale = Math.clamp(scale * Math.exp(above), 0.5, 5);
    }

    /** Days of values learned from, gaps not counted. */
    public double days() {
        return days;
    }

    /** How many values it has learned from. */
    public int samples() {
        return samples;
    }

    public Sureness sureness() {
        return Sureness.of(days, samples);
    }

    /** Time of the last value of the history it was learned from. */
    public Instant learnedUntil() {
        return Instant.ofEpochSecond(learnedUntilSecond);
    }

    /** The smallest deviation that counts. */
    public EffectFloor floor() {
        return floor;
    }

    /**
     * The learned week, Monday 00:00 UTC first: 168 offsets from the level, in the series' unit.
     */
    public double[] profile() {
        return profile.offset.clone();
    }

    private double sigma(long second, double expected) {
        double learned = scale * spread[(int) Math.floorMod(Math.floorDiv(second, 3600L), 24L)];
        return Math.max(Math.hypot(learned, profile.doubt(second)), floor.sigmaAt(expected));
    }
}
