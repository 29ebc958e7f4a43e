package io.sreagent.demo;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program itself, as a process of its own: what it is shown, it is shown over the wire. */
public final class AgentProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final Process process;
    private final AgentClient client;
    private final Path output;

    private AgentProcess(Process process, AgentClient client, Path output) {
        this.process = process;
        this.client = client;
        this.output = output;
    }

    /** The command that runs this very program. */
    static List<String> self() {
        String java = ProcessHandle.current().info().command().orElse("java");
        List<String> command = new ArrayList<>(List.of(java));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-jar", System.getProperty("java.class.path")));
        return command;
    }

    /**
     * Starts it with the settings as environment, and waits until it answers.
     *
     * @param command how to run the program, without arguments
     * @param more environment besides
     */
    static AgentProcess start(List<String> command, Stage stage, Map<String, String> more)
            throws IOException {
        Path output = stage.folder().resolve("output.log");
        List<String> whole = new ArrayList<>(command);
        whole.add("serve");
        ProcessBuilder builder =
                new ProcessBuilder(whole)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        Map<String, String> environment = builder.environment();
        stage.settings().forEach((key, value) -> environment.put(variable(key), value));
        environment.put("SRE_AGENT_TOKEN", stage.token());
        environment.putAll(more);
        AgentProcess agent =
                new AgentProcess(
                        builder.start(), new AgentClient(stage.url(), stage.token()), output);
        agent.awaitAnswer();
        return agent;
    }

    AgentClient client() {
        return client;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has ended; returns false when it still runs after that time. */
    boolean awaitEnd(Duration most) throws InterruptedException {
        return process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What it ended with; only when it has ended. */
    int exitStatus() {
        return process.exitValue();
    }

    /** Ends it at once, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** The last lines it has written. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) process.destroyForcibly().waitFor();
        } catch (InterruptedException stopped) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + START.toNanos();
        while (!client.isUp()) {
            if (!process.isAlive())
                throw new IOException("the program did not start:\n" + lastWords());
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException(
                        "the program did not answer within " + START + ":\n" + lastWords());
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", stopped);
            }
        }
    }

    private static String variable(String key) {
        return key.replace('.', '_').toUpperCase(Locale.ROOT);
    }
}
