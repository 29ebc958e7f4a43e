package io.sreagent.pipeline;

import io.sreagent.analysis.capacity.Capacity;
import io.sreagent.analysis.capacity.PlannedHour;
import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Words;
import io.sreagent.capacity.Growth;
import io.sreagent.capacity.Prediction;
import io.sreagent.contract.source.Autoscaler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a prediction asks somebody to do: nothing, make room, or have replicas there in time. What
 * one replica bears must have been learned, not guessed, and a limit foreseen at four to one.
 */
final class Foresight {
    private static final double CERTAIN_ENOUGH = 0.8;

    /** An approval takes a while, and so do pods. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private final Growth growth;
    private final boolean raises;

    /**
     * @param raises whether replicas may be asked for
     */
    Foresight(Growth growth, boolean raises) {
        this.growth = growth;
        this.raises = raises;
    }

    Optional<Foreseen> of(Prediction prediction, Instant now) {
        if (prediction.capacity().bound() == Capacity.Bound.NOTHING_SEEN) return Optional.empty();
        Breach breach = prediction.breach();
        if (breach != null && breach.probability() >= CERTAIN_ENOUGH)
            return Optional.of(outgrown(prediction, breach));
        return raises ? moreReplicas(prediction, now) : Optional.empty();
    }

    private static Foreseen outgrown(Prediction prediction, Breach breach) {
        int most = prediction.ceiling().replicas();
        Object[] figures = {
            prediction.service(),
            breach.expected(),
            most,
            breach.source(),
            breach.limit(),
            100 * breach.probability()
        };
        return new Foreseen(
                Foreseen.Need.ROOM,
                most,
                breach.earliest(),
                prediction.load().timeOf(prediction.load().horizon() - 1),
                breach.probability(),
                new Words(
                        String.format(
                                Locale.ROOT,
                                "load of %s will outgrow what it can be given at %s: %d replicas"
                                        + " (%s) bear %.4g/s, probability %.0f %%",
                                figures),
                        String.format(
                                Locale.ROOT,
                                "%s 的负载预计在 %s 超出可扩容上限：%d 个副本（%s）可承受 %.4g/s，概率 %.0f %%",
                                figures)));
    }

    /** For the hours that begin soon, what the autoscaler would only answer once it hurts. */
    private Optional<Foreseen> moreReplicas(Prediction prediction, Instant now) {
        Optional<Autoscaler> autoscaler = growth.autoscaler(prediction.past().metric().resource());
        if (autoscaler.isEmpty()) return Optional.empty();
        Instant soon = now.plus(AHEAD);
        List<PlannedHour> hours = prediction.hours();
        PlannedHour busiest = hours.getFirst();
        for (PlannedHour hour : hours)
            if (!hour.from().isAfter(soon) && hour.instances() > busiest.instances())
                busiest = hour;
        int replicas = Math.min(busiest.instances(), autoscaler.get().max());
        if (replicas <= Math.max(autoscaler.get().min(), prediction.running()))
            return Optional.empty();
        Instant until = until(hours, busiest, replicas);
        Object[] figures = {
            prediction.service(),
            replicas,
            busiest.from(),
            prediction.running(),
            busiest.upper(),
            100 * busiest.confidence()
        };
        return Optional.of(
                new Foreseen(
                        Foreseen.Need.REPLICAS,
                        replicas,
                        busiest.from(),
                        until,
                        busiest.confidence(),
                        new Words(
                                String.format(
                                        Locale.ROOT,
                                        "%s will need %d replicas from %s, %d run: up to %.4g/s,"
                                                + " which they bear with probability %.0f %%",
                                        figures),
                                String.format(
                                        Locale.ROOT,
                                        "%1$s 从 %3$s 起需要 %2$d 个副本，现有 %4$d 个：预计至多 %5$.4g/s，足够的概率为 %6$.0f %%",
                                        figures))));
    }

    /** The first moment at which fewer would do. */
    private static Instant until(List<PlannedHour> hours, PlannedHour busiest, int replicas) {
        return hours.stream()
                .filter(hour -> hour.from().isAfter(busiest.from()))
                .filter(hour -> hour.needed() < replicas)
                .findFirst()
                .map(PlannedHour::from)
                .orElse(hours.getLast().from().plus(Duration.ofHours(1)));
    }
}
