package io.sreagent.integrations.kubernetes;

import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who manages an object besides its own controller, found by the marks they leave: labels,
 * annotations, owner references, and the names under which they write fields. What such an owner
 * wrote is changed at the owner, or not at all.
 */
final class Owners {

    /**
     * One owner.
     *
     * @param name such as {@code argocd/shop}
     * @param writer how its entries in {@code managedFields} begin
     * @param way what to do instead
     */
    record Owner(String name, String writer, String way) {
        boolean isHelm() {
            return name.startsWith("helm/");
        }
    }

    private Owners() {}

    static List<Owner> of(ObjectMeta meta) {
        List<Owner> owners = new ArrayList<>();
        Map<String, String> labels = orEmpty(meta.getLabels());
        Map<String, String> annotations = orEmpty(meta.getAnnotations());
        argo(meta, labels, annotations).ifPresent(owners::add);
        flux(labels).ifPresent(owners::add);
        if (owners.isEmpty()
                && labels.getOrDefault("app.kubernetes.io/managed-by", "").equals("Helm")) {
            String release = annotations.getOrDefault("meta.helm.sh/release-name", meta.getName());
            owners.add(
                    new Owner(
                            "helm/" + release,
                            "helm",
                            "Change the release's values, or roll the release back; k8s.change_helm_owned allows it anyway."));
        }
        OwnerReference controller = Inventory.controller(meta);
        if (controller != null && isForeign(controller)) {
            owners.add(
                    new Owner(
                            controller.getKind().toLowerCase(Locale.ROOT)
                                    + "/"
                                    + controller.getName(),
                            "",
                            "Change that object; its operator would undo this."));
        }
        return owners;
    }

    private static Optional<Owner> argo(
            ObjectMeta meta, Map<String, String> labels, Map<String, String> annotations) {
        String tracking = annotations.get("argocd.argoproj.io/tracking-id");
        String app = tracking == null ? null : tracking.split(":", 2)[0];
        if (app == null) app = labels.get("argocd.argoproj.io/instance");
        if (app == null && isWrittenBy(meta, "argocd")) {
            app = labels.getOrDefault("app.kubernetes.io/instance", meta.getName());
        }
        return Optional.ofNullable(app)
                .map(
                        name ->
                                new Owner(
                                        "argocd/" + name,
                                        "argocd",
                                        "Change it in Git; Argo CD would undo this."));
    }

    private static Optional<Owner> flux(Map<String, String> labels) {
        String kustomization = labels.get("kustomize.toolkit.fluxcd.io/name");
        String release = labels.get("helm.toolkit.fluxcd.io/name");
        String name = kustomization != null ? kustomization : release;
        return Optional.ofNullable(name)
                .map(
                        n ->
                                new Owner(
                                        "flux/" + n,
                                        kustomization != null
                                                ? "kustomize-controller"
                                                : "helm-controller",
                                        "Change it in Git; Flux would undo this."));
    }

    /**
     * Controllers that come with Kubernetes own pods and replica sets; those are not meant here.
     */
    private static boolean isForeign(OwnerReference owner) {
        String group = owner.getApiVersion() == null ? "" : owner.getApiVersion();
        return !(group.equals("v1") || group.startsWith("apps/") || group.startsWith("batch/"));
    }

    static boolean isWrittenBy(ObjectMeta meta, String writer) {
        return meta.getManagedFields().stream()
                .map(ManagedFieldsEntry::getManager)
                .anyMatch(manager -> manager != null && manager.startsWith(writer));
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
