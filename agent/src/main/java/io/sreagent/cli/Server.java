package io.sreagent.cli;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.sreagent.settings.Configuration;
import io.sreagent.settings.Masked;
import io.sreagent.settings.SettingsSource;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Boots the application in this process. */
public final class Server {
    private static final List<String> PATHS = List.of("audit.anchor_file", "playbooks.path");

    private Server() {}

    /**
     * Boots, and blocks until the application ends.
     *
     * @param inside what to run once it is up; null to serve until a signal
     * @return the exit code
     * @throws Failure when the configuration would open an unprotected door
     */
    public static int run(
            Configuration configuration, @Nullable Class<? extends QuarkusApplication> inside) {
        refuseOpenDoor(configuration);
        SettingsSource.install(forContainer(configuration));
        AtomicInteger exit = new AtomicInteger(Exit.OK);
        Quarkus.run(
                inside,
                (code, failure) -> {
                    exit.set(failure == null ? code : Exit.FAILED);
                    if (failure != null) explain(failure, configuration);
                });
        return exit.get();
    }

    /** Without authentication anyone who reaches the port could approve a change. */
    static void refuseOpenDoor(Configuration configuration) {
        String host = configuration.require("server.host");
        if (isLoopback(host)) return;
        if (configuration.require("access.enabled").equals("false")) {
            throw new Failure(
                    Exit.USAGE,
                    ("server.host is %s and access.enabled is false: everyone on the network could"
                                    + " approve changes. Listen on 127.0.0.1, or leave access.enabled"
                                    + " on.")
                            .formatted(host));
        }
        if (configuration.require("access.open_reading").equals("true")) {
            throw new Failure(
                    Exit.USAGE,
                    ("server.host is %s and access.open_reading is true: everyone on the network"
                                    + " could read everything. Listen on 127.0.0.1, or leave it off.")
                            .formatted(host));
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    /**
     * What somebody set, and what the container calls some of it. What nobody set is left to the
     * code that reads it. Paths are relative to home, wherever the command was typed.
     */
    static Map<String, String> forContainer(Configuration configuration) {
        Map<String, String> values = new HashMap<>();
        configuration
                .settings()
                .forEach(
                        (key, setting) -> {
                            if (configuration.isSet(key)) values.put(key, setting.value());
                        });
        for (String path : PATHS) values.put(path, configuration.path(path).toString());
        values.put("database.url", DatabaseUrl.absolute(configuration));
        values.put("quarkus.http.host", configuration.require("server.host"));
        values.put("quarkus.http.port", configuration.require("server.port"));
        values.put(
                "quarkus.log.category.\"io.sreagent\".level",
                configuration.require("logging.level"));
        values.put("quarkus.log.file.path", configuration.path("logging.file").toString());
        return values;
    }

    private static void explain(Throwable failure, Configuration configuration) {
        Throwable root = failure;
        while (root.getCause() != null) root = root.getCause();
        String message = String.valueOf(root.getMessage());
        if (root instanceof java.net.BindException || message.contains("already bound")) {
            message =
                    "port "
                            + configuration.require("server.port")
                            + " on "
                            + configuration.require("server.host")
                            + " is taken; choose another one with --port";
        }
        System.err.println("sre-agent did not start: " + Masked.text(message));
    }
}
