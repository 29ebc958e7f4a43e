package io.sreagent.cli;

import io.sreagent.analysis.forecast.Combination;
import io.sreagent.analysis.forecast.PackForecast;
import io.sreagent.analysis.forecast.PackReader;
import io.sreagent.packs.TextLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Answers a set of forecasting questions from files alone. A question reads its own series up to
 * its own end and nothing else, so that answers do not depend on order or company.
 */
@Command(
        name = "forecast",
        description = {
            "Forecasts every task of a set: DIR/tasks.csv (id,file,column,train_end,horizon,season)"
                    + " and the files it names, none of them beyond train_end.",
            "Writes id,step,mean,lower,upper. Exits 2 when a task is wrong; the others are answered."
        })
public final class AnalyzeForecastCommand implements Callable<Integer> {
    @Option(names = "--pack", required = true, paramLabel = "DIR", description = "The set.")
    private Path pack = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "The answers.")
    private Path out = Path.of("");

    @Option(
            names = "--level",
            defaultValue = "95",
            description = "Of the interval, in per cent; default ${DEFAULT-VALUE}.")
    private double level;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        if (!(level > 0 && level < 100))
            throw new Failure(Exit.USAGE, "--level " + level + " is not between 0 and 100");
        List<PackReader.Question> questions = questions();
        ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
        write(answers(questions, problems));
        if (problems.isEmpty()) return Exit.OK;
        throw new Failure(Exit.USAGE, String.join("\n", problems));
    }

    private List<PackReader.Question> questions() {
        try {
            return new PackReader(new TextLines(pack)::of).read();
        } catch (IllegalArgumentException wrong) {
            throw new Failure(Exit.USAGE, String.valueOf(wrong.getMessage()));
        }
    }

    /** Side by side, as questions know nothing of each other; in the order they were asked. */
    private List<List<String>> answers(
            List<PackReader.Question> questions, ConcurrentLinkedQueue<String> problems) {
        PackForecast forecast = new PackForecast(Combination.standard(), level / 100);
        PrintWriter progress = spec.commandLine().getErr();
        AtomicInteger done = new AtomicInteger();
        int tenth = Math.max(1, questions.size() / 10);
        return IntStream.range(0, questions.size())
                .parallel()
                .mapToObj(
                        at -> {
                            List<String> lines = new ArrayList<>();
                            try {
                                lines.addAll(forecast.lines(questions.get(at)));
                            } catch (IllegalArgumentException wrong) {
                                problems.add(String.valueOf(wrong.getMessage()));
                            }
                            int count = done.incrementAndGet();
                            if (count % tenth == 0 || count == questions.size()) {
                                progress.println(count + " of " + questions.size() + " tasks");
                                progress.flush();
                            }
                            return lines;
                        })
                .toList();
    }

    /** To a file beside it first: a reader sees all of the answers or none. */
    private void write(List<List<String>> answers) {
        Path folder = out.toAbsolutePath().getParent();
        try {
            if (folder != null) Files.createDirectories(folder);
            Path whole = Files.createTempFile(folder, out.getFileName().toString(), ".part");
            List<String> lines = new ArrayList<>(List.of(PackForecast.HEADER));
            answers.forEach(lines::addAll);
            Files.write(whole, lines);
            Files.move(whole, out, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new Failure(Exit.USAGE, out + " cannot be written: " + broken.getMessage());
        }
    }
}
