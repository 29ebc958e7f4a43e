package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.apps.ControllerRevision;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.sreagent.analysis.fact.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Roll-outs as the cluster itself remembers them: a Deployment's replica sets, and the controller
 * revisions of StatefulSets and DaemonSets.
 */
final class Rollouts {
    static final String REVISION = "deployment.kubernetes.io/revision";
    static final String EARLIER_REVISIONS = "deployment.kubernetes.io/revision-history";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final KubernetesSerialization OBJECTS = new KubernetesSerialization();

    /**
     * One revision.
     *
     * @param again whether an old replica set was taken up again, as a roll-back does: its creation
     *     is not when that happened
     * @param taken when it was taken up again, if the cluster tells
     */
    private record Revision(
            long number,
            Instant created,
            JsonNode template,
            boolean again,
            Optional<Instant> taken) {}

    private Rollouts() {}

    static List<Change> changes(ClusterView view, Inventory inventory) throws ClusterTrouble {
        Map<String, List<Revision>> byWorkload =
                view.all(ReplicaSet.class).stream()
                        .filter(set -> owner(set) != null && revision(set.getMetadata()) > 0)
                        .collect(
                                Collectors.groupingBy(
                                        Rollouts::ownerUid,
                                        Collectors.mapping(Rollouts::of, Collectors.toList())));
        byWorkload.putAll(
                view.allIfKnown(ControllerRevision.class).stream()
                        .filter(revision -> owner(revision) != null)
                        .collect(
                                Collectors.groupingBy(
                                        Rollouts::ownerUid,
                                        Collectors.mapping(Rollouts::of, Collectors.toList()))));
        List<Change> changes = new ArrayList<>();
        for (Inventory.Entry entry : inventory.entries()) {
            List<Revision> revisions =
                    byWorkload.getOrDefault(entry.object().getMetadata().getUid(), List.of());
            changes.addAll(told(entry, revisions, inventory));
        }
        return changes;
    }

    private static List<Change> told(
            Inventory.Entry entry, List<Revision> unsorted, Inventory inventory) {
        List<Revision> revisions =
                unsorted.stream().sorted(Comparator.comparingLong(Revision::number)).toList();
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < revisions.size(); i++) {
            Revision now = revisions.get(i);
            boolean again =
                    now.again() || i > 0 && now.created().isBefore(revisions.get(i - 1).created());
            Optional<Instant> time = Optional.of(now.created());
            if (again) {
                boolean current = i == revisions.size() - 1;
                time = now.taken().or(() -> current ? templateWritten(entry) : Optional.empty());
            }
            if (time.isEmpty()) continue; // it happened, but nobody can tell when
            TemplateWords.Told told;
            if (i > 0) {
                told = TemplateWords.between(revisions.get(i - 1).template(), now.template());
            } else if (now.number() == 1) {
                told =
                        new TemplateWords.Told(
                                "first rolled out: "
                                        + now.template()
                                                .at("/spec/containers/0/image")
                                                .asText("no image"),
                                Change.Kind.DEPLOY);
            } else {
                continue; // what came before it is no longer kept
            }
            String line = told.line().isEmpty() ? "rolled out again" : told.line();
            changes.add(
                    new Change(
                            time.get(),
                            inventory.workload(entry.namespace(), entry.name()),
                            told.kind(),
                            (again ? "rolled back: " : "") + line,
                            "%s/%s/%s revision %d"
                                    .formatted(
                                            entry.object()
                                                    .getKind()
                                                    .toLowerCase(java.util.Locale.ROOT),
                                            entry.namespace(),
                                            entry.name(),
                                            now.number())));
        }
        return changes;
    }

    private static Revision of(ReplicaSet set) {
        ObjectMeta meta = set.getMetadata();
        JsonNode template = JSON.valueToTree(set.getSpec().getTemplate());
        if (template.at("/metadata/labels") instanceof ObjectNode labels) {
            labels.remove("pod-template-hash");
        }
        boolean again =
                meta.getAnnotations() != null
                        && meta.getAnnotations().containsKey(EARLIER_REVISIONS);
        return new Revision(
                revision(meta),
                Times.created(meta),
                template,
                again,
                Times.written(meta, "f:metadata", "f:annotations", "f:" + EARLIER_REVISIONS));
    }

    private static Optional<Instant> templateWritten(Inventory.Entry entry) {
        return Times.written(entry.object().getMetadata(), "f:spec", "f:template");
    }

    private static Revision of(ControllerRevision revision) {
        JsonNode template =
                JSON.valueToTree(OBJECTS.convertValue(revision.getData(), Map.class))
                        .at("/spec/template");
        return new Revision(
                revision.getRevision() == null ? 0 : revision.getRevision(),
                Times.created(revision.getMetadata()),
                template,
                false,
                Optional.empty());
    }

    static long revision(ObjectMeta meta) {
        String text = meta.getAnnotations() == null ? null : meta.getAnnotations().get(REVISION);
        if (text == null) return 0;
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notOne) {
            return 0;
        }
    }

    private static @org.jspecify.annotations.Nullable OwnerReference owner(HasMetadata object) {
        return Inventory.controller(object.getMetadata());
    }

    private static String ownerUid(HasMetadata object) {
        OwnerReference owner = owner(object);
        return owner == null ? "" : owner.getUid();
    }
}
