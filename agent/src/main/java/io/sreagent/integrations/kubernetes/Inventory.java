package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.sreagent.analysis.fact.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The workloads of a cluster and the services that lead to them, to name what facts are about. */
final class Inventory {

    /**
     * One workload.
     *
     * @param object the Deployment, StatefulSet or DaemonSet
     * @param services names of the services whose selector its pods match
     */
    record Entry(HasMetadata object, PodTemplateSpec template, List<String> services) {
        String namespace() {
            return object.getMetadata().getNamespace();
        }

        String name() {
            return object.getMetadata().getName();
        }
    }

    /** Kubernetes' own alphabet for suffixes has no vowels, which keeps words in names whole. */
    private static final Pattern POD =
            Pattern.compile(
                    "(.+?)(?:-[bcdfghjklmnpqrstvwxz2456789]{5,10})?-(?:[bcdfghjklmnpqrstvwxz2456789]{5}|[0-9]+)");

    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Entry> byName = new LinkedHashMap<>();

    private Inventory() {}

    static Inventory of(ClusterView view) throws ClusterTrouble {
        Inventory inventory = new Inventory();
        List<Service> services = view.all(Service.class);
        for (Deployment d : view.all(Deployment.class)) {
            inventory.add(d, d.getSpec().getTemplate(), services);
        }
        for (StatefulSet s : view.all(StatefulSet.class)) {
            inventory.add(s, s.getSpec().getTemplate(), services);
        }
        for (DaemonSet d : view.all(DaemonSet.class)) {
            inventory.add(d, d.getSpec().getTemplate(), services);
        }
        return inventory;
    }

    private void add(HasMetadata object, PodTemplateSpec template, List<Service> services) {
        String namespace = object.getMetadata().getNamespace();
        List<String> leading =
                services.stream()
                        .filter(s -> namespace.equals(s.getMetadata().getNamespace()))
                        .filter(s -> selects(s, template))
                        .map(s -> s.getMetadata().getName())
                        .sorted()
                        .toList();
        Entry entry = new Entry(object, template, leading);
        entries.add(entry);
        byName.putIfAbsent(namespace + "/" + entry.name(), entry);
    }

    private static boolean selects(Service service, PodTemplateSpec template) {
        Map<String, String> selector =
                service.getSpec() == null ? null : service.getSpec().getSelector();
        ObjectMeta meta = template.getMetadata();
        return selector != null
                && !selector.isEmpty()
                && meta != null
                && meta.getLabels() != null
                && meta.getLabels().entrySet().containsAll(selector.entrySet());
    }

    List<Entry> entries() {
        return entries;
    }

    /** A workload by the name its metrics and events use. */
    Resource workload(String namespace, String name) {
        return new Resource(null, namespace, name, null, null, serviceOf(namespace, name));
    }

    /** A pod; its workload is in its name when nothing else tells. */
    Resource pod(String namespace, String pod, Optional<String> workload) {
        String owner = workload.orElseGet(() -> workloadOf(pod));
        return new Resource(null, namespace, owner, pod, null, serviceOf(namespace, owner));
    }

    /** The workload's own name where that is a service's too, else the first of its services. */
    private String serviceOf(String namespace, String workload) {
        Entry entry = byName.get(namespace + "/" + workload);
        if (entry == null || entry.services().isEmpty() || entry.services().contains(workload)) {
            return workload;
        }
        return entry.services().getFirst();
    }

    private static String workloadOf(String pod) {
        Matcher name = POD.matcher(pod);
        return name.matches() ? name.group(1) : pod;
    }

    /** The workload behind a pod or a replica set, as its owner reference tells. */
    static Optional<String> ownerOf(ObjectMeta meta) {
        OwnerReference owner = controller(meta);
        if (owner == null) return Optional.empty();
        if (!owner.getKind().equals("ReplicaSet")) return Optional.of(owner.getName());
        String hash = meta.getLabels() == null ? null : meta.getLabels().get("pod-template-hash");
        return Optional.of(
                hash != null && owner.getName().endsWith("-" + hash)
                        ? owner.getName().substring(0, owner.getName().length() - hash.length() - 1)
                        : withoutHash(owner.getName()));
    }

    /** The deployment in a replica set's name. */
    static String withoutHash(String replicaSet) {
        return replicaSet.replaceFirst("-[a-z0-9]{5,10}$", "");
    }

    static @Nullable OwnerReference controller(ObjectMeta meta) {
        return meta.getOwnerReferences().stream()
                .filter(owner -> Boolean.TRUE.equals(owner.getController()))
                .findFirst()
                .orElse(null);
    }
}
