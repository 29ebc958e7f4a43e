package io.sreagent.simulator.world;

import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.metrics.SeriesStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the samples of each minute, but for what is not reached. */
final class Scraping {
    private final SeriesStore samples;
    private final KubeSeries kube;
    private final Volumes volumes;
    private final Collection<NodeState> nodes;
    private final Dice dice;
    private final List<Gap> gaps = new ArrayList<>();

    private record Gap(long from, long to, String service) {}

    /**
     * @param nodes seen through: may still be filled
     */
    Scraping(
            SeriesStore samples,
            KubeSeries kube,
            Volumes volumes,
            Collection<NodeState> nodes,
            Dice dice) {
        this.samples = samples;
        this.kube = kube;
        this.volumes = volumes;
        this.nodes = nodes;
        this.dice = dice;
    }

    /** From then until then a service is not reached; {@code *} stands for all. */
    void gap(long from, long to, String service) {
        gaps.add(new Gap(from, to, service));
    }

    /** One scrape of everything. */
    void scrape(
            long now,
            int slot,
            long minute,
            Collection<PodState> pods,
            Map<String, ServiceState> services) {
        boolean blind = !gaps.isEmpty() && gapIn("*", now);
        if (blind) {
            pods.forEach(p -> Optional.ofNullable(p.series).ifPresent(s -> s.unscraped(minute)));
            kube.pause(slot);
            nodes.forEach(n -> n.pause(slot));
            volumes.pause(slot);
            return;
        }
        for (PodState p : pods) {
            PodSeries series = p.series;
            ServiceState s = services.get(p.service);
            if (series == null && s != null) {
                series = new PodSeries(samples, s, p, dice.of("pod-" + p.number), slot);
                p.series = series;
            }
            if (series != null) {
                boolean reachable = gaps.isEmpty() || !gapIn(p.service, now);
                series.scrape(slot, minute, reachable);
            }
        }
        nodes.forEach(n -> n.scrape(slot));
        volumes.scrape(slot);
        kube.scrape(slot);
        samples.scraped(slot);
    }

    private boolean gapIn(String service, long now) {
        return gaps.stream()
                .anyMatch(g -> now >= g.from && now < g.to && g.service.equals(service));
    }
}
