package io.sreagent.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of client commands: which server, who is asking, and how to print. */
public final class Remote {
    static final String DEFAULT = "http://127.0.0.1:8000";

    @Option(names = "--server", paramLabel = "URL", description = "Where the server is.")
    private @Nullable String server;

    @Option(
            names = "--token",
            description = "Better: SRE_AGENT_TOKEN, which no process list shows.")
    private @Nullable String token;

    @Mixin private Shape shape = new Shape();

    public boolean isJson() {
        return shape.isJson();
    }

    /** Whether the command line says which server. */
    public boolean namesServer() {
        return server != null;
    }

    /** A connection to the server, made of options, environment and the token file. */
    public Client client() {
        Map<String, String> environment = System.getenv();
        String url = server != null ? server : environment.getOrDefault("SRE_AGENT_URL", DEFAULT);
        String who = token != null ? token : environment.get("SRE_AGENT_TOKEN");
        return new Client(address(url), who != null ? who : stored(TokenFile.of(environment)));
    }

    private static URI address(String text) {
        try {
            URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (uri.getHost() != null) return uri;
        } catch (IllegalArgumentException malformed) {
            // Falls through: both kinds of malformed have the same way out.
        }
        throw new Failure(Exit.USAGE, "'" + text + "' is not an address such as " + DEFAULT);
    }

    private static @Nullable String stored(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file).strip() : null;
        } catch (IOException unreadable) {
            throw new Failure(Exit.DENIED, file + " cannot be read: " + unreadable.getMessage());
        }
    }
}
