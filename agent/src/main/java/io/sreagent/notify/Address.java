package io.sreagent.notify;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where people find this server: {@code server.public_url}, as a proxy or a firewall may stand
 * between; without it, where it listens.
 */
@Singleton
public class Address {
    private final String base;

    public Address(
            @ConfigProperty(name = "server.public_url") Optional<String> publicUrl,
            @ConfigProperty(name = "quarkus.http.host", defaultValue = "127.0.0.1") String host,
            @ConfigProperty(name = "quarkus.http.port", defaultValue = "8000") int port) {
        String own = "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
        this.base = publicUrl.orElse(own).replaceAll("/+$", "");
    }

    /**
     * @param path beginning with a slash
     */
    String of(String path) {
        return base + path;
    }
}
