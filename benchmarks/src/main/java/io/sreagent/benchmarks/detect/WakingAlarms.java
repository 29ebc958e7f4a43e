package io.sreagent.benchmarks.detect;

import io.sreagent.analysis.detect.DiscoveryControl;
import io.sreagent.analysis.detect.Sensitivity;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.analysis.finding.Band;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * What of quiet weeks would have woken somebody: as the live loop does, false discoveries are
 * controlled apart among the {@value #SERVICE_LEVEL} series of each service that users feel, and an
 * incident opens once such an anomaly is out of its band, a trend by half of the band's width on
 * that side. Either direction counts as harm, which is harsher than the loop.
 */
final class WakingAlarms {
    private static final int SERVICE_LEVEL = 4;

    private final int perService;
    private final DiscoveryControl control;
    private final FalseIncidents incidents = new FalseIncidents();
    private Set<String> woken = new HashSet<>();

    /**
     * @param perService series of a service
     */
    WakingAlarms(Sensitivity sensitivity, Duration tick, int perService) {
        this.perService = perService;
        control = new DiscoveryControl(sensitivity, tick);
    }

    /**
     * @param open in any series
     * @param series how many series there are in all
     * @param indexOf number of the series of an anomaly
     */
    void look(
            Instant now,
            int minute,
            int series,
            List<Anomaly> open,
            ToIntFunction<Anomaly> indexOf) {
        List<Anomaly> felt =
                open.stream()
                        .filter(a -> indexOf.applyAsInt(a) % perService < SERVICE_LEVEL)
                        .toList();
        Set<String> still = new HashSet<>();
        for (Anomaly anomaly : control.admit(now, series * SERVICE_LEVEL / perService, felt)) {
            String id = anomaly.metric().id();
            boolean isNew = !woken.contains(id);
            if (isNew && !isWellOut(anomaly)) continue;
            still.add(id);
            if (isNew) incidents.tell(indexOf.applyAsInt(anomaly) / perService, minute);
        }
        woken = still;
    }

    String words(double serviceWeeks) {
        return incidents.words(serviceWeeks);
    }

    private static boolean isWellOut(Anomaly anomaly) {
        Band band = anomaly.expected();
        double excess = band.exceededBy(anomaly.value());
        double side = excess > 0 ? band.upper() - band.expected() : band.expected() - band.lower();
        return switch (anomaly.kind()) {
            case TREND -> excess != 0 && Math.abs(excess) >= side / 2;
            case LEVEL_SHIFT, POINT -> excess != 0;
            case VARIANCE, FLATLINE, ABSENCE -> true;
            case PERIODIC, CORRELATION -> false;
        };
    }
}
