package io.sreagent.analysis.detect;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.baseline.Baseline;
import io.sreagent.analysis.baseline.EffectFloor;
import io.sreagent.analysis.baseline.Holidays;
import io.sreagent.analysis.baseline.Learning;
import io.sreagent.analysis.baseline.Stretch;
import io.sreagent.analysis.baseline.Sureness;
import io.sreagent.analysis.fact.Metric;
import io.sreagent.analysis.fact.Series;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.Band;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Watches one series against its own past and tells the anomaly that is open in it, if any.
 *
 * <pre>{@code
 * SeriesWatch watch = SeriesWatch.learn(
 *         fourteenDaysAtFiveMinutes, lastDayAtOneMinute, Settings.of(metric), List.of());
 * Optional<Anomaly> open = watch.next(now, value);        // each tick; NaN when nothing came
 * List<Anomaly> told = control.admit(now, watches, everythingOpen);   // see DiscoveryControl
 * Band band = watch.bandAt(now);                          // for a chart
 * }</pre>
 *
 * <p><b>How.</b> A {@link Baseline} turns the value into a residual z in robust standard
 * deviations; an {@link Ensemble} turns z (and the value, for flat and missing stretches) into the
 * probability p that normal behaviour looks this strange. A sample is <i>strange</i> when p ≤ 1 %
 * and its deviation is at least the {@link EffectFloor}. An anomaly opens when at least four of the
 * last five samples are strange and p has fallen below what one series may raise: p · (chances a
 * day) ≤ q with q from {@link Sensitivity} and a chance to raise one every nine samples, as four
 * open an anomaly and five close it. So a lasting change of five sigmas is told at its fourth or
 * fifth sample, and a blip of up to three samples never. It closes after five calm samples in a
 * row. Missing data opens an {@code ABSENCE} in the same way: four gaps where gaps are unusual. A
 * day unlike the days before opens a {@code PERIODIC} one ({@link RhythmWatch}), told while no
 * value is strange.
 *
 * <p><b>What it says.</b> {@code onset} is dated back to where the change began ({@link Shape});
 * {@code pValue} is the smallest of the episode; {@code effect} the median of the last strange
 * residuals; {@code score} is 1 minus the chance of a false alarm as if this were the only series:
 * {@link DiscoveryControl} rates it among all. Kind, effect and words follow the episode as it goes
 * on.
 *
 * <p><b>Steps.</b> History and live samples may have different steps; the step of the live ones is
 * taken from the settings. A coarse history knows the rhythm of the week but not the noise from one
 * minute to the next: a day of fine samples beside it teaches that. Without it a moderate
 * correlation of neighbours is assumed until the watch has learned better live ({@link WarmUp}). A
 * gap in time counts as missing samples; a time at or before the last one is ignored; after more
 * than {@value #MAX_GAPS} missing samples the gap is one long absence.
 *
 * <p><b>Learning.</b> A sample is learned when no anomaly has opened within five samples after it:
 * leaving out every strange one would make normal look ever calmer. The baseline is frozen while an
 * anomaly is open, for at most {@value #FREEZE_HOURS} hours: then the new level is accepted as
 * normal within about a day, and the anomaly closes by itself. With under three days of history it
 * learns again from what it has seen, each time that has doubled and five samples were calm, and
 * says how sure it is ({@link #sureness()}). Fewer than {@value Baseline#MIN_SAMPLES} values raise
 * nothing.
 *
 * <p>Infinite values are gaps. Cost: about 2 µs and no memory growth a sample, 8,192 scores by
 * eight detectors (0.5 MiB) of state: this is tier 2; {@code Tier1} watches the many. Not for two
 * threads at once.
 */
public final class SeriesWatch {
    /**
     * @param sensitivity the one knob
     * @param floor smallest deviation that counts
     * @param step distance of live samples
     * @param holidays days that are like Sundays
     */
    public record Settings(
            Sensitivity sensitivity, EffectFloor floor, Duration step, Holidays holidays) {
        public Settings {
            requireNonNull(sensitivity, "sensitivity");
            requireNonNull(floor, "floor");
            requireNonNull(holidays, "holidays");
            if (step.toMillis() < 1000) throw new IllegalArgumentException("step " + step);
        }

        public Settings(Sensitivity sensitivity, EffectFloor floor, Duration step) {
            this(sensitivity, floor, step, Holidays.NONE);
        }

        /** Threshold 0.7, the floor of the metric's unit, samples each minute. */
        public static Settings of(Metric metric) {
            return new Settings(
                    Sensitivity.DEFAULT, EffectFloor.of(metric.unit()), Duration.ofMinutes(1));
        }
    }

    private static final int MAX_GAPS = 1000;
    private static final int FREEZE_HOURS = 6;
    private static final int RELEARN_CAPACITY = 4320;
    private static final double ODD = 8;
    private static final int CALM = 5;

    private final Metric metric;
    private final Settings settings;
    private final Episode episode;
    private Ensemble ensemble;
    private Baseline baseline;
    private final SeenSamples seen;
    private final RhythmWatch rhythm;
    private Instant last;
    private boolean live;
    private double off = Double.NaN;

    /** Samples since the last strange one. */
    private int calmFor;

    private SeriesWatch(Series history, Series recent, Settings settings, List<Stretch> anomalous) {
        metric = history.metric();
        this.settings = settings;
        Learning learning = Learning.of(history, settings.holidays.with(anomalous), settings.floor);
        Learning fine = Learning.of(recent, anomalous, settings.floor);
        baseline = learning.baseline();
        baseline.keep(settings.holidays);
        ensemble = WarmUp.of(history, learning, settings.step, WarmUp.rho(fine.sigmas()));
        double samplesPerDay = Duration.ofDays(1).toMillis() / (double) settings.step.toMillis();
        episode = new Episode(metric, settings.sensitivity, samplesPerDay / Episode.APART);
        seen = new SeenSamples(RELEARN_CAPACITY);
        rhythm = new RhythmWatch(metric, settings.sensitivity, history);
        last = history.length() == 0 ? Instant.MIN : history.end();
        if (baseline.days() < Baseline.MIN_DAYS) seen.addAll(history);
        rehearse(recent, fine);
    }

    /** Learns with default settings; the metric is the history's. */
    public static SeriesWatch learn(Series history) {
        return learn(history, nothing(history), Settings.of(history.metric()), List.of());
    }

    /**
     * @param history what is known of the series, any step, may be empty
     * @param recent its last part on the step of the live samples, ideally a day; may overlap the
     *     history, may be empty
     * @param anomalous stretches that are not normal, such as past incidents
     */
    public static SeriesWatch learn(
            Series history, Series recent, Settings settings, List<Stretch> anomalous) {
        return new SeriesWatch(history, recent, settings, anomalous);
    }

    private static Series nothing(Series like) {
        return new Series(like.metric(), like.start(), like.step(), new double[0]);
    }

    /** Learns the noise of the live step; what is strange in it by itself is left out. */
    private void rehearse(Series recent, Learning fine) {
        for (int i = 0; i < recent.length(); i++) {
            double value = recent.values()[i];
            Instant time = recent.timeOf(i);
            ensemble.live(value, baseline.sigmas(time, value));
            if (!(Math.abs(fine.sigmas()[i]) < ODD)) continue;
            ensemble.keep();
            baseline.update(time, value);
        }
        ensemble.settle();
        if (recent.length() > 0 && recent.end().isAfter(last)) last = recent.end();
    }

    /**
     * Takes the sample of one tick.
     *
     * @param value in the metric's unit; NaN when the source had none
     * @return the anomaly open after this sample
     */
    public Optional<Anomaly> next(Instant time, double value) {
        if (!time.isAfter(last)) return open();
        long step = settings.step.toMillis();
        if (live) {
            long missing = Math.round(Duration.between(last, time).toMillis() / (double) step) - 1;
            for (long i = Math.min(missing, MAX_GAPS); i > 0; i--)
                take(time.minusMillis(i * step), Double.NaN);
        }
        live = true;
        return take(time, value);
    }

    /** Nobody could look until then: the samples in between are not missing, they are unknown. */
    public void skipTo(Instant time) {
        if (live && time.isAfter(last)) last = time;
    }

    /** Takes all samples after the last one seen; the step should be that of the settings. */
    public Optional<Anomaly> observe(Series tail) {
        for (int i = 0; i < tail.length(); i++) next(tail.timeOf(i), tail.values()[i]);
        return open();
    }

    /** The anomaly that is open now: strange values before a lost rhythm. */
    public Optional<Anomaly> open() {
        return episode.open().or(rhythm::open);
    }

    /** Robust standard deviations that the last sample was off, either sign; NaN for a gap. */
    public double off() {
        return off;
    }

    /**
     * Takes over what an earlier life has learned, when that saw at least a day more than this one.
     */
    public void adopt(Baseline earlier) {
        if (earlier.days() < baseline.days() + 1 || earlier.days() < Baseline.MIN_DAYS) return;
        baseline = earlier;
        baseline.keep(settings.holidays);
    }

    /** Where a normal value lies at a time. */
    public Band bandAt(Instant time) {
        return baseline.bandAt(time);
    }

    /** The model, for showing and for {@link Baseline#toBytes}. */
    public Baseline baseline() {
        return baseline;
    }

    public Sureness sureness() {
        return baseline.sureness();
    }

    public Metric metric() {
        return metric;
    }

    private Optional<Anomaly> take(Instant time, double raw) {
        last = time;
        double value = Double.isFinite(raw) ? raw : Double.NaN;
        Band band = baseline.bandAt(time);
        double z = baseline.sigmas(time, value);
        off = z;
        rhythm.next(time, episode.open().isEmpty() ? value : Double.NaN, band);
        Ensemble.Judgement judgement = ensemble.next(value, z);
        calmFor = judgement.p() <= Episode.STRANGE ? 0 : calmFor + 1;
        boolean matters = Math.abs(value - band.expected()) >= settings.floor.at(band.expected());
        if (baseline.sureness() == Sureness.NONE) episode.skip(time);
        else
            episode.next(
                    time, value, z, band, matters, judgement, ensemble.fired(judgement, 0.001));
        if (episode.open().isEmpty()) {
            ensemble.learnLater();
            baseline.update(time, value);
            relearnWhileShort(time, value);
        } else {
            ensemble.forgetPending();
            if (episode.openFor(time).compareTo(Duration.ofHours(FREEZE_HOURS)) > 0)
                baseline.update(time, value);
        }
        return open();
    }

    private void relearnWhileShort(Instant time, double value) {
        if (baseline.days() >= Baseline.MIN_DAYS) return;
        seen.add(time, value);
        if (!seen.isTimeToLearn(calmFor >= CALM)) return;
        Series all = seen.toSeries(metric, settings.step);
        Learning learning = Learning.of(all, List.of(), settings.floor);
        baseline = learning.baseline();
        baseline.keep(settings.holidays);
        ensemble = WarmUp.of(all, learning, settings.step, Double.NaN);
        seen.learned();
    }
}
