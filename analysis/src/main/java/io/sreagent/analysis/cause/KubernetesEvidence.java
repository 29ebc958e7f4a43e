package io.sreagent.analysis.cause;

import io.sreagent.analysis.fact.Event;
import io.sreagent.analysis.finding.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * What the platform itself reported about a place: out-of-memory kills, images that cannot be
 * pulled, failing probes, evictions, nodes not ready. Which fault that makes likely is for {@link
 * SignatureEvidence}; here it counts that something was reported at all.
 */
final class KubernetesEvidence extends SceneEvidence {

    @Override
    public String kind() {
        return "kubernetes_facts";
    }

    @Override
    List<Clue> examine(Scene scene) {
        List<Clue> clues = new ArrayList<>();
        for (Place place : scene.places()) {
            List<KubernetesFact> known = KubernetesFact.about(scene, place);
            if (known.isEmpty()) continue;
            Event event = known.getFirst().event();
            clues.add(
                    about(
                            place.resource(),
                            known.getFirst().strength(),
                            words(place, event),
                            "event " + event.resource().id() + " " + event.reason()));
        }
        return clues;
    }

    private static Words words(Place place, Event event) {
        String name = Phrase.name(place.resource());
        String message = event.message().strip();
        if (message.length() > 120) message = message.substring(0, 119) + "…";
        return new Words(
                "Kubernetes reported %s of %s %d times: %s"
                        .formatted(event.reason(), name, event.count(), message),
                "Kubernetes 对 %s 报告 %s 共 %d 次：%s"
                        .formatted(name, event.reason(), event.count(), message));
    }
}
