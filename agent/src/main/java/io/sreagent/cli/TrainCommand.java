package io.sreagent.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The training run of the start-up cache: serves on a spare port with a throw-away database, asks
 * itself what a first visitor asks, and ends. It touches nothing of the user's.
 */
@Command(
        name = "train",
        hidden = true,
        description = "Exercises a start, so that the JVM can cache it.")
public final class TrainCommand implements Callable<Integer> {
    @Mixin private Configured configured = new Configured();

    @Option(names = "--scratch", required = true, description = "Folder for throw-away files.")
    private Path scratch = Path.of("");

    @Override
    public Integer call() {
        return Server.run(configured.readOrFail(aside(scratch)), FirstVisitor.class);
    }

    /** What keeps a server that is started for a moment out of everyone's way. */
    static Map<String, String> aside(Path scratch) {
        Map<String, String> given = new LinkedHashMap<>();
        given.put("server.host", "127.0.0.1");
        given.put("server.port", "0");
        given.put("loop.enabled", "false");
        given.put("access.enabled", "false"); // or it would leave a token behind
        given.put("audit.anchor_file", scratch.resolve("anchor").toAbsolutePath().toString());
        given.put("database.url", "jdbc:h2:mem:aside;DB_CLOSE_DELAY=-1");
        given.put("logging.file", scratch.resolve("log").toAbsolutePath().toString());
        return given;
    }
}
