package io.sreagent.integrations.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Service that a setting of a workload names: {@code http://cart:8080/v1}, {@code
 * redis://:secret@cache.shop:6379}, {@code orders-db.shop.svc.cluster.local}, several separated by
 * commas. Only names of Services that exist count; a bare word counts only where the setting's own
 * name says that it is an address.
 *
 * @param service {@code namespace/name}
 * @param confidence 0–1: an address with a scheme, a port or a namespace is hardly a coincidence, a
 *     bare word may be
 */
record ServiceReference(String service, double confidence) {
    private static final double ADDRESS = 0.8;
    private static final double WORD = 0.6;

    /** An address is not longer; a certificate is, and it is no use to look for one in it. */
    private static final int LONGEST = 500;

    /** Scheme, user, host, port or path: all but the host may be missing. */
    private static final Pattern HOST =
            Pattern.compile(
                    "(?<scheme>[a-z][a-z0-9+.-]*://)?(?:[^\\s/@,]*@)?"
                            + "(?<host>[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*)"
                            + "(?<port>:[0-9]+)?(?:[/?].*)?");

    private static final Pattern ADDRESS_NAME =
            Pattern.compile(
                    "(^|[_.-])(url|uri|host|hosts|hostname|addr|address|endpoint|server|servers|service|svc|"
                            + "broker|brokers|upstream|backend|target|dsn)([_.-]|$)");

    /**
     * @param services all Services there are, {@code namespace/name}
     */
    static List<ServiceReference> in(
            String setting, String value, String namespace, Set<String> services) {
        boolean isAddress = ADDRESS_NAME.matcher(setting.toLowerCase(Locale.ROOT)).find();
        List<ServiceReference> found = new ArrayList<>();
        for (String part : value.toLowerCase(Locale.ROOT).split("[,;\\s]+", -1))
            of(part, isAddress, namespace, services).ifPresent(found::add);
        return found;
    }

    private static Optional<ServiceReference> of(
            String part, boolean isAddress, String namespace, Set<String> services) {
        Matcher address = HOST.matcher(part);
        if (part.length() > LONGEST || !address.matches()) return Optional.empty();
        String[] labels = address.group("host").split("\\.", -1);
        boolean told = address.group("scheme") != null || address.group("port") != null;
        return named(labels, namespace, services)
                .filter(service -> told || isAddress || labels.length > 1)
                .map(
                        service ->
                                new ServiceReference(
                                        service, told || labels.length > 1 ? ADDRESS : WORD));
    }

    /** {@code cart}, {@code cart.shop}, {@code cart.shop.svc…}, {@code pod-0.cart.shop.svc…}. */
    private static Optional<String> named(String[] labels, String namespace, Set<String> services) {
        if (labels.length == 1) return known(namespace + "/" + labels[0], services);
        boolean isCluster = labels.length == 2 || labels[2].equals("svc");
        if (isCluster) {
            Optional<String> qualified = known(labels[1] + "/" + labels[0], services);
            if (qualified.isPresent()) return qualified;
        }
        // A pod of a StatefulSet stands before its Service.
        if (labels.length == 2) return known(namespace + "/" + labels[1], services);
        return labels.length > 3 && labels[3].equals("svc")
                ? known(labels[2] + "/" + labels[1], services)
                : Optional.empty();
    }

    private static Optional<String> known(String service, Set<String> services) {
        return services.contains(service) ? Optional.of(service) : Optional.empty();
    }
}
