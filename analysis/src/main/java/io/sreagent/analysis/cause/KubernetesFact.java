package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Event;
import io.sreagent.analysis.finding.FaultKind;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a platform event says about the cause.
 *
 * @param strength 0–1, how seldom such an event is seen where nothing is wrong
 */
record KubernetesFact(Event event, FaultKind kind, double strength) {

    /** Events older than this before the onset belong to another story. */
    private static final Duration REACH = Duration.ofMinutes(10);

    /** Facts about a place around and after the onset, strongest first. */
    static List<KubernetesFact> about(Scene scene, Place place) {
        return place.events.stream()
                .filter(event -> event.time().isAfter(scene.onset().minus(REACH)))
                .filter(event -> !event.time().isAfter(scene.facts().until()))
                .flatMap(event -> of(event, place).stream())
                .sorted(Comparator.comparingDouble(KubernetesFact::strength).reversed())
                .toList();
    }

    static double strongest(Scene scene, Place place) {
        return about(scene, place).stream()
                .mapToDouble(KubernetesFact::strength)
                .findFirst()
                .orElse(0);
    }

    /** Reasons as the kubelet, the scheduler and the controllers write them. */
    private static Optional<KubernetesFact> of(Event event, Place place) {
        String reason = event.reason().toLowerCase(Locale.ROOT);
        String message = event.message().toLowerCase(Locale.ROOT);
        if (reason.contains("oom") || message.contains("oomkilled"))
            return fact(event, FaultKind.MEMORY, 1);
        if (reason.contains("imagepull")
                || reason.contains("errimage")
                || reason.equals("invalidimagename")
                || message.contains("pull image")
                || message.contains("pulling image") && event.warning()
                || message.contains("imagepullbackoff")) return fact(event, FaultKind.IMAGE, 1);
        if (message.contains("exceeded quota")) return fact(event, FaultKind.QUOTA, 1);
        if (message.contains("no space left")) return fact(event, FaultKind.DISK, 0.9);
        if (reason.contains("diskpressure") || message.contains("diskpressure"))
            return fact(event, place.isNode() ? FaultKind.NODE : FaultKind.DISK, 0.7);
        if (reason.equals("nodenotready") && place.isNode()
                || reason.contains("nodehas") && event.warning())
            return fact(event, FaultKind.NODE, 1);
        if (reason.equals("evicted") || reason.equals("nodenotready"))
            return fact(event, FaultKind.NODE, 0.6);
        if (reason.contains("failedmount")
                || reason.contains("failedattach")
                || reason.contains("volumeresize")) return fact(event, FaultKind.STORAGE, 0.7);
        if (message.contains("certificate") || message.contains("x509"))
            return fact(event, FaultKind.CERTIFICATE, 0.9);
        if (message.contains("configmap")
                || message.contains("secret")
                || reason.equals("createcontainerconfigerror"))
            return fact(event, FaultKind.CONFIG, event.warning() ? 0.8 : 0);
        if (!event.warning()) return Optional.empty();
        return switch (reason) {
            case "failedscheduling" -> fact(event, FaultKind.UNKNOWN, 0.5);
            case "backoff" -> fact(event, FaultKind.UNKNOWN, 0.6);
            case "unhealthy" -> fact(event, FaultKind.UNKNOWN, 0.35);
            case "failed", "failedcreate", "killing" -> fact(event, FaultKind.UNKNOWN, 0.4);
            default -> fact(event, FaultKind.UNKNOWN, 0.1);
        };
    }

    private static Optional<KubernetesFact> fact(Event event, FaultKind kind, double strength) {
        return strength > 0
                ? Optional.of(new KubernetesFact(event, kind, strength))
                : Optional.empty();
    }
}
