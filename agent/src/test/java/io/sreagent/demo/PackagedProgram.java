package io.sreagent.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program as it was packaged, and how it starts fast: a test that starts it often must. */
final class PackagedProgram {
    private static final Path JAR =
            Path.of(System.getProperty("kill.program", "target/quarkus-app/quarkus-run.jar"));
    private static final Path START_CACHE = Path.of("target/kill-start.aot");
    private static final int TRAINING_MINUTES = 5;

    private PackagedProgram() {}

    static boolean isBuilt() {
        return Files.exists(JAR);
    }

    /** How to run it, without arguments. */
    static List<String> command() throws IOException {
        List<String> command = java();
        prepareFastStart();
        // The JVM itself passes over a cache that does not fit.
        if (Files.exists(START_CACHE)) command.add("-XX:AOTCache=" + START_CACHE.toRealPath());
        command.addAll(List.of("-jar", JAR.toRealPath().toString()));
        return command;
    }

    private static List<String> java() throws IOException {
        return new ArrayList<>(
                List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx512m",
                        "-Xlog:disable",
                        "-Dsre-agent.home=" + Path.of("..").toRealPath()));
    }

    /** Costs what four starts save; without it the test takes longer and says the same. */
    private static synchronized void prepareFastStart() throws IOException {
        if (Files.exists(START_CACHE) && !isOlderThanTheProgram()) return;
        Files.deleteIfExists(START_CACHE);
        List<String> command = java();
        command.add("-XX:AOTCacheOutput=" + START_CACHE.toAbsolutePath());
        Path scratch = Files.createTempDirectory("sre-agent-train");
        command.addAll(List.of("-jar", JAR.toString(), "train", "--scratch", scratch.toString()));
        Process training =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(Path.of("target/kill-train.log").toFile())
                        .start();
        try {
            if (!training.waitFor(TRAINING_MINUTES, TimeUnit.MINUTES)) training.destroyForcibly();
        } catch (InterruptedException stopped) {
            training.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isOlderThanTheProgram() throws IOException {
        return Files.getLastModifiedTime(START_CACHE).compareTo(Files.getLastModifiedTime(JAR)) < 0;
    }
}
