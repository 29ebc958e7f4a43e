package io.sreagent.app;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged program as a user starts it, by its launcher, with everything it writes in one
 * folder.
 */
final class Launched implements AutoCloseable {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final long MINUTES = 3;

    private final Path folder;
    private final int port;
    private final List<Process> started = new ArrayList<>();

    Launched(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    /** What a command said and how it ended. */
    record Ended(int exit, String out, String err) {}

    String url() {
        return "http://127.0.0.1:" + port;
    }

    Path folder() {
        return folder;
    }

    Process start(Map<String, String> more, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(ROOT.resolve("sre-agent").toString()));
        command.addAll(List.of(arguments));
        return start(more, command);
    }

    Process start(Map<String, String> more, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("SRE_AGENT_AOT", "off");
        environment.put("SRE_AGENT_TOKEN_FILE", folder.resolve("token").toString());
        environment.put("SRE_AGENT_URL", url());
        environment.put("SERVER_PORT", Integer.toString(port));
        environment.put("DATABASE_URL", "jdbc:h2:file:" + folder.resolve("db"));
        environment.put("AUDIT_ANCHOR_FILE", folder.resolve("anchor").toString());
        environment.put("LOGGING_FILE", folder.resolve("log").toString());
        environment.remove("SRE_AGENT_TOKEN");
        environment.remove("KUBECONFIG");
        environment.putAll(more);
        int number = started.size();
        Process process =
                builder.redirectOutput(folder.resolve("out-" + number).toFile())
                        .redirectError(folder.resolve("err-" + number).toFile())
                        .start();
        started.add(process);
        return process;
    }

    Ended run(Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        return ended(start(more, arguments));
    }

    Ended ended(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES))
            throw new IllegalStateException(
                    "still running after " + MINUTES + " min: " + err(process));
        return new Ended(process.exitValue(), out(process), err(process));
    }

    /** Starts the server and returns when it answers. */
    Process serve(Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("serve"));
        all.addAll(List.of(arguments));
        Process process = start(more, all.toArray(String[]::new));
        awaitAnswer(process);
        return process;
    }

    int status(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url() + path))
                            .timeout(Duration.ofSeconds(10))
                            .build();
            return http.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    private void awaitAnswer(Process process) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
        while (true) {
            try {
                if (status("/api/v1/health") == 200) return;
            } catch (IOException notYet) {
                // Falls through: it is still starting.
            }
            // A process that has ended is waited for no longer; otherwise this paces the asking.
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline)
                throw new IllegalStateException("no answer: " + out(process) + err(process));
        }
    }

    /** What it has written to standard output so far. */
    String out(Process process) throws IOException {
        return Files.readString(folder.resolve("out-" + started.indexOf(process)));
    }

    /** What it has written to standard error so far. */
    String err(Process process) throws IOException {
        return Files.readString(folder.resolve("err-" + started.indexOf(process)));
    }

    @Override
    public void close() throws InterruptedException {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        }
    }
}
