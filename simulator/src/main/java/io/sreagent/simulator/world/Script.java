package io.sreagent.simulator.world;

import io.sreagent.simulator.chance.Dice;
import io.sreagent.simulator.clock.Timeline;
import io.sreagent.simulator.scenario.Fault;
import io.sreagent.simulator.scenario.InnocentEvent;
import io.sreagent.simulator.scenario.ServiceKind;
import io.sreagent.simulator.scenario.Settings.Knob;
import java.time.Duration;
import java.util.List;

/**
 * Puts a scenario's events and faults on the timeline, and into its history the ordinary deploys
 * every shop has.
 */
final class Script {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final World world;
    private final Dice dice;

    Script(World world, Dice dice) {
        this.world = world;
        this.dice = dice;
    }

    void schedule() {
        Timeline timeline = world.timeline();
        history();
        for (InnocentEvent event : world.scenario().events()) {
            timeline.at(world.start() + event.at().toMillis(), () -> happen(event));
        }
        for (Fault fault : world.scenario().faults()) {
            timeline.at(world.start() + fault.at().toMillis(), () -> world.faults().begin(fault));
        }
    }

    /** About one deploy every two days, at working hours, none in the last day: a quiet start. */
    private void history() {
        List<String> deployed =
                world.scenario().topology().services().stream()
                        .filter(s -> s.kind() == ServiceKind.HTTP || s.kind() == ServiceKind.WORKER)
                        .map(s -> s.name())
                        .toList();
        int days = world.scenario().historyDays();
        for (int day = 0; day < days - 1 && !deployed.isEmpty(); day += 2) {
            String service = deployed.get(dice.pick(deployed.size(), day));
            long at =
                    world.historyStart()
                            + day * DAY
                            + (long) (dice.uniform(day + 500) * 0.3 * DAY)
                            + DAY / 8;
            world.timeline()
                    .at(
                            at,
                            () ->
                                    new Changes(world)
                                            .deploy(
                                                    service,
                                                    new Changes(world).routineTag(service),
                                                    true));
        }
    }

    private void happen(InnocentEvent event) {
        var changes = new Changes(world);
        long now = world.timeline().now();
        Duration lasts = event.lasts();
        switch (event.kind()) {
            case DEPLOY ->
                    changes.deploy(
                            event.target(),
                            event.version() == null
                                    ? changes.nextTag(event.target())
                                    : PodState.tagOf("x:" + event.version()),
                            true);
            case SCALE -> {
                Integer replicas = event.replicas();
                double factor = event.with().number(Knob.FACTOR, 0);
                int before = changes.replicas(event.target());
                changes.scale(
                        event.target(),
                        replicas != null
                                ? replicas
                                : factor > 0 ? (int) Math.ceil(before * factor) : before + 1);
            }
            case CONFIG ->
                    changes.configure(
                            event.target(),
                            event.with().text("key", "log.level"),
                            event.with().text("value", "debug"));
            case RESTART -> changes.restart(event.target());
            case BATCH_JOB ->
                    world.faults().job(event, lasts == null ? Duration.ofMinutes(30) : lasts);
            case HOLIDAY ->
                    world.curve().holiday(now, now + (lasts == null ? DAY : lasts.toMillis()));
            case SCRAPE_GAP ->
                    world.scraping()
                            .gap(
                                    now,
                                    now
                                            + (lasts == null ? Duration.ofMinutes(5) : lasts)
                                                    .toMillis(),
                                    event.target());
        }
    }
}
