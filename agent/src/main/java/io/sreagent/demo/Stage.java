package io.sreagent.demo;

import io.sreagent.simulator.Simulator;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A simulated world and what the program must be told to live in it: addresses, clock, a database
 * of its own that is thrown away ({@code SRE_AGENT_DEMO_KEEP} in the environment keeps it), a
 * token. The program learns of the world over the wire and in no other way.
 */
final class Stage implements AutoCloseable {
    private final Simulator world;
    private final Path folder;
    private final String token;
    private final int port;

    private Stage(Simulator world, Path folder, String token, int port) {
        this.world = world;
        this.folder = folder;
        this.token = token;
        this.port = port;
    }

    /**
     * @param port to serve on; 0 takes a free one
     */
    static Stage set(Simulator world, int port) throws IOException {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        Path folder = Files.createTempDirectory("sre-agent-demo");
        return new Stage(
                world,
                folder,
                "sre_" + HexFormat.of().formatHex(secret),
                port == 0 ? freePort() : port);
    }

    Simulator world() {
        return world;
    }

    String token() {
        return token;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path folder() {
        return folder;
    }

    /** Settings by key. Shadow mode is off: in here nothing real can come to harm. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("prometheus.url", world.prometheusUrl());
        settings.put("loki.url", world.lokiUrl());
        settings.put("k8s.url", world.kubernetesUrl());
        settings.put(
                "k8s.watch",
                "false"); // lists are exact at the tick, a watch may lag behind leaping time
        settings.put("clock.url", world.controlUrl() + "/clock");
        settings.put("database.url", "jdbc:h2:file:" + folder.resolve("sre-agent"));
        settings.put("audit.anchor_file", folder.resolve("audit.anchor").toString());
        settings.put("logging.file", folder.resolve("sre-agent.log").toString());
        settings.put("server.host", "127.0.0.1");
        settings.put("server.port", String.valueOf(port));
        settings.put("policy.shadow", "false");
        settings.put("baseline.learning_days", "7");
        settings.put("check_interval_seconds", "60");
        return settings;
    }

    @Override
    public void close() {
        world.close();
        if (System.getenv("SRE_AGENT_DEMO_KEEP") != null) {
            System.err.println("kept: " + folder);
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            System.err.println("left behind: " + folder);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
