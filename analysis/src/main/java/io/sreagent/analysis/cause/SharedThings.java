package io.sreagent.analysis.cause;

import java.util.Comparator;
import java.util.Optional;

/**
 * Who is behind the shortage of what several places share: a node its processors and disk, a queue
 * its consumers.
 */
final class SharedThings {
    private final Scene scene;

    SharedThings(Scene scene) {
        this.scene = scene;
    }

    /**
     * Who is behind the shortage of something shared: of a node the hog, of a queue the consumer
     * that no longer keeps up.
     */
    Optional<Place> culpritOf(Place shared) {
        return shared.isNode() ? hogOf(shared) : slowConsumerOf(shared);
    }

    private Optional<Place> slowConsumerOf(Place queue) {
        if (queue.rise(Aspect.QUEUE) < 0.3) return Optional.empty();
        return scene.callersOf(queue).stream()
                .filter(place -> place.strained() > 0.3)
                // Who puts more in than before is no consumer.
                .filter(place -> queue.rise(Aspect.DEPENDENCY_LOAD, place) < 0.3)
                .max(Comparator.comparingDouble(Place::strained));
    }

    /** Whether a queue grows because a place takes too slowly from it. */
    boolean lagsBehind(Place place) {
        return scene.calleesOf(place).stream()
                .anyMatch(queue -> slowConsumerOf(queue).filter(slow -> slow == place).isPresent());
    }

    /** The place that took what a node has without having more to do, if there is one. */
    Optional<Place> hogOf(Place node) {
        return scene.callersOf(node).stream()
                .filter(place -> takes(place, node) > 0.4)
                .max(Comparator.comparingDouble(place -> takes(place, node)));
    }

    /** 0–1: how surely a place takes the processors or the disk of the node it runs on. */
    private static double takes(Place place, Place node) {
        double cpu = place.rise(Aspect.CPU) * (1 - place.rise(Aspect.LOAD));
        double disk = Math.min(place.rise(Aspect.DISK), node.rise(Aspect.DISK));
        return Math.max(cpu, disk);
    }

    /** Whether a place took the CPU of a node it runs on. */
    boolean isHog(Place place) {
        return scene.calleesOf(place).stream()
                .filter(Place::isNode)
                .anyMatch(node -> hogOf(node).filter(hog -> hog == place).isPresent());
    }

    /**
     * 0–1: the node has no processor left, nobody who is seen there took it, and this place waits
     * though it has no more to do.
     */
    double crowdedOut(Place place) {
        double taken = crowdedNode(place).map(node -> node.rise(Aspect.CPU)).orElse(0.0);
        double idle = (1 - place.rise(Aspect.LOAD)) * (1 - place.rise(Aspect.CPU));
        return taken * Signals.symptom(place) * idle;
    }

    /** The busiest node a place runs on of which nobody seen is the hog. */
    Optional<Place> crowdedNode(Place place) {
        return scene.calleesOf(place).stream()
                .filter(Place::isNode)
                .filter(node -> hogOf(node).isEmpty())
                .max(Comparator.comparingDouble(node -> node.rise(Aspect.CPU)));
    }

    /** Whether somebody on a node waits for a processor that nobody seen there took. */
    boolean crowdsOut(Place node) {
        return scene.callersOf(node).stream().anyMatch(guest -> crowdedOut(guest) > 0.5);
    }
}
