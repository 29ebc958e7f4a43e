package io.sreagent.cli;

import io.sreagent.analysis.detect.OfflineScores;
import io.sreagent.packs.series.SeriesFolder;
import io.sreagent.packs.series.SeriesTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Scores recorded series row by row. A row's score comes from it and the rows before it, never from
 * later ones or from other files, so that the answer is what a live run would have said.
 */
@Command(
        name = "anomalies",
        description = {
            "Scores every row of every series below --in, from 0 (as expected) to 1.",
            "A file is one series or one machine with a column a metric: .csv, .tsv or .txt, also"
                    + " .gz, with or without header and time column. Columns named as answers (label,"
                    + " is_anomaly, …) are not read.",
            "Writes timestamp,value,score to the same relative name below --out. Exits 2 when a"
                    + " file is wrong; the others are scored."
        })
public final class AnalyzeAnomaliesCommand implements Callable<Integer> {
    @Option(names = "--in", required = true, paramLabel = "DIR", description = "Series to score.")
    private Path in = Path.of("");

    @Option(
            names = "--train",
            paramLabel = "DIR",
            description = "Earlier rows of the same series under the same names, to learn from.")
    private Optional<Path> train = Optional.empty();

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "Scores.")
    private Path out = Path.of("");

    @Spec private CommandSpec spec;

    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

    @Override
    public Integer call() {
        List<String> names = new ArrayList<>(names(in));
        List<String> before = train.map(AnalyzeAnomaliesCommand::names).orElse(List.of());
        train.filter(t -> t.normalize().startsWith(in.normalize()) && !t.equals(in))
                .map(t -> in.normalize().relativize(t.normalize()) + "/")
                .ifPresent(below -> names.removeIf(name -> name.startsWith(below)));
        if (names.isEmpty())
            throw new Failure(Exit.USAGE, in + " has no .csv, .tsv or .txt file to score");
        AtomicInteger done = new AtomicInteger();
        names.parallelStream()
                .forEach(
                        name -> {
                            score(name, before);
                            say(done.incrementAndGet() + " of " + names.size() + ": " + name);
                        });
        if (problems.isEmpty()) return Exit.OK;
        throw new Failure(Exit.USAGE, String.join("\n", problems.stream().sorted().toList()));
    }

    private static List<String> names(Path folder) {
        try {
            return new SeriesFolder(folder).names();
        } catch (IOException e) {
            throw new Failure(Exit.USAGE, folder + " is no folder that can be read");
        }
    }

    private void score(String name, List<String> before) {
        Optional<SeriesTable> table = read(in, name);
        if (table.isEmpty()) return;
        SeriesTable rows = table.get();
        SeriesTable learned = null;
        if (train.isPresent()) {
            Optional<String> same = new SeriesFolder(train.get()).alike(name, before);
            if (same.isEmpty()) say(name + ": nothing below --train has this name");
            else learned = read(train.get(), same.get()).orElse(null);
        }
        if (learned != null && !learned.names().equals(rows.names())) {
            say(name + ": its columns are not those of --train, which is not used");
            learned = null;
        }
        OfflineScores.Rows earlier =
                learned == null ? null : new OfflineScores.Rows(learned.columns(), learned.times());
        write(
                name,
                rows,
                OfflineScores.of(earlier, new OfflineScores.Rows(rows.columns(), rows.times())));
    }

    private Optional<SeriesTable> read(Path folder, String name) {
        try {
            SeriesTable table = new SeriesFolder(folder).read(name);
            if (table.oddCells() > 0)
                say(name + ": " + table.oddCells() + " cells are no numbers; read as gaps");
            return Optional.of(table);
        } catch (IllegalArgumentException e) {
            problems.add(folder.resolve(name) + " " + e.getMessage());
        } catch (IOException e) {
            problems.add(folder.resolve(name) + " cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** To a file beside it first: a reader sees all rows or none. */
    private void write(String name, SeriesTable rows, double[] scores) {
        StringBuilder text = new StringBuilder("timestamp,value,score\n");
        boolean single = rows.columns().length == 1;
        for (int r = 0; r < scores.length; r++) {
            text.append(cell(rows.timestamps().get(r))).append(',');
            double value = rows.columns()[0][r];
            if (single && !Double.isNaN(value)) text.append(plain(value));
            text.append(',').append(String.format(Locale.ROOT, "%.12f", scores[r])).append('\n');
        }
        Path file = out.resolve(name);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, text);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            problems.add(file + " cannot be written: " + e.getMessage());
        }
    }

    private static String cell(String text) {
        return text.contains(",") ? '"' + text + '"' : text;
    }

    private static String plain(double value) {
        String text = Double.toString(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private synchronized void say(String text) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(text);
        err.flush();
    }
}
