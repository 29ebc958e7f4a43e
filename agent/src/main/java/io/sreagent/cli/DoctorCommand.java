package io.sreagent.cli;

import io.sreagent.settings.Configuration;
import io.sreagent.settings.Setting;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Looks at everything the program needs and says what to do about what is missing. It changes
 * nothing: the sources are asked by a throw-away instance without loop, database or port of its
 * own.
 */
@Command(
        name = "doctor",
        description =
                "Checks configuration, Java, database, Prometheus, Kubernetes, language models and clocks, and says"
                        + " what to do. Exits 1 when something needs doing.")
public final class DoctorCommand implements Callable<Integer> {
    @Mixin private Configured configured = new Configured();
    @Spec private CommandSpec spec;

    @Mixin private Shape shape = new Shape();

    private final Starter starter;

    public DoctorCommand() {
        this(configuration -> Server.run(configuration, Checkup.class));
    }

    /**
     * @param starter what starts the throw-away instance
     */
    DoctorCommand(Starter starter) {
        this.starter = starter;
    }

    /** Starts an instance that ends by itself. */
    interface Starter {
        /**
         * @return the exit code
         */
        int start(Configuration configuration);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Configuration configuration = configured.read(Map.of());
        Ward ward = new Ward(out, shape.isJson());
        configuration(configuration, ward);
        ward.heading("Program");
        ward.well(
                "java",
                Runtime.version()
                        + ", "
                        + Runtime.getRuntime().availableProcessors()
                        + " processors");
        new DatabaseProbe(configuration).look(ward);
        if (!configuration.mistakes().isEmpty()) {
            ward.close();
            return Exit.USAGE;
        }
        door(configuration, ward);
        sources(ward);
        ward.close();
        return ward.isWell() ? Exit.OK : Exit.FAILED;
    }

    private static void configuration(Configuration configuration, Ward ward) {
        ward.heading("Configuration, " + configuration.home());
        configuration.settings().values().stream()
                .filter(setting -> configuration.isSet(setting.key().name()))
                .filter(setting -> !isShippedDefault(setting))
                .sorted(Comparator.comparing(setting -> setting.key().name()))
                .forEach(
                        setting ->
                                ward.well(
                                        setting.key().name(),
                                        setting.shown() + "  (" + setting.origin() + ")"));
        for (String note : configuration.notes()) ward.well("note", note);
        for (String mistake : configuration.mistakes()) ward.ill("mistake", mistake);
        if (configuration.mistakes().isEmpty()) ward.well("files", "no mistakes");
    }

    /** The shipped file repeats the defaults; only what differs is worth a line. */
    private static boolean isShippedDefault(Setting setting) {
        return setting.value().equals(setting.key().fallback());
    }

    /** The throw-away instance listens on a loopback address, so it would not be refused itself. */
    private static void door(Configuration configuration, Ward ward) {
        try {
            Server.refuseOpenDoor(configuration);
        } catch (Failure open) {
            ward.ill("server.host", String.valueOf(open.getMessage()));
        }
    }

    private void sources(Ward ward) {
        Checkup.ward = ward;
        try {
            Path scratch = Files.createTempDirectory("sre-agent-doctor");
            Map<String, String> given = new LinkedHashMap<>(TrainCommand.aside(scratch));
            given.put("quarkus.log.console.level", "ERROR");
            given.put("k8s.watch", "false");
            int code = starter.start(configured.readOrFail(given));
            if (code != Exit.OK) {
                ward.heading("Start");
                ward.ill("start", "the program does not start; what it said stands above");
            }
            delete(scratch);
        } catch (IOException noRoom) {
            throw new Failure(Exit.FAILED, "no temporary folder: " + noRoom.getMessage());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) Files.deleteIfExists(file);
        }
    }
}
