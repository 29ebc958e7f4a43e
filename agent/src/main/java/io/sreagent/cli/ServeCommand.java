package io.sreagent.cli;

import io.sreagent.settings.Configuration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(name = "serve", description = "Runs the server: the loop, the API and the web page.")
public final class ServeCommand implements Callable<Integer> {
    @Mixin private Configured configured = new Configured();

    @Option(names = "--port", description = "server.port; 0 takes any free one.")
    private @Nullable Integer port;

    @Option(names = "--host", description = "server.host.")
    private @Nullable String host;

    @Option(names = "--prometheus", paramLabel = "URL", description = "prometheus.url.")
    private @Nullable String prometheus;

    @Override
    public Integer call() {
        Map<String, String> given = new LinkedHashMap<>();
        if (port != null) given.put("server.port", port.toString());
        if (host != null) given.put("server.host", host);
        if (prometheus != null) given.put("prometheus.url", prometheus);
        Configuration configuration = configured.readOrFail(given);
        return Server.run(configuration, null);
    }
}
