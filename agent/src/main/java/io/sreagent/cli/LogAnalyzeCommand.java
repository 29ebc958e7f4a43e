package io.sreagent.cli;

import io.sreagent.llm.LanguageModel;
import io.sreagent.llm.Prose;
import io.sreagent.llm.Wording;
import io.sreagent.logs.LogAnalysis;
import io.sreagent.logs.LogFile;
import io.sreagent.logs.LogProse;
import io.sreagent.logs.LogReport;
import io.sreagent.logs.ReportJson;
import io.sreagent.logs.RuleFiles;
import io.sreagent.settings.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what is in log files: formats, templates, known troubles, hours unlike the others. */
@Command(
        name = "analyze",
        description = "Formats, templates and findings of log files of any size.",
        footer = {
            "",
            "Files may be compressed (gzip, Zstandard) and are read once, in the order given, in"
                    + " constant memory. Findings quote lines by file and number."
        })
public final class LogAnalyzeCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Logs, compressed or not.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "Of times that name none, such as Asia/Shanghai (${DEFAULT-VALUE}).")
    private String zone = "UTC";

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "20",
            description = "Templates to show (default ${DEFAULT-VALUE}).")
    private int top = 20;

    @Option(names = "--rules", paramLabel = "DIR", description = "Rule packs (config/rules/logs).")
    private @Nullable Path rules;

    @Option(
            names = "--no-llm",
            description = "Asks no language model, even if one is configured (llm.provider).")
    private boolean noLlm;

    @Mixin private Configured configured = new Configured();
    @Mixin private Shape shape = new Shape();

    @Override
    public Integer call() {
        // First, so that a mistake in the configuration does not cost a long reading.
        LanguageModel model = ConfiguredModel.of(configured, noLlm);
        Path packs = rules != null ? rules : Home.directory().resolve("config/rules/logs");
        LogAnalysis analysis =
                new LogAnalysis(RuleFiles.below(packs), zoneOrFail(), lastWritten(files));
        for (Path file : files) {
            LogFile log = new LogFile(file, Progress.of(spec.commandLine().getErr(), file));
            analysis.read(String.valueOf(file.getFileName()), log::read);
        }
        LogReport report = analysis.finish(top);
        Prose prose = new LogProse(new Wording(model)).of(report);
        Printer printer = new Printer(spec.commandLine().getOut(), shape.isJson());
        if (printer.isJson()) printer.json(ReportJson.of(report, prose));
        else new LogReportText(printer).print(report, prose);
        return Exit.OK;
    }

    private ZoneId zoneOrFail() {
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException unknown) {
            throw new Failure(Exit.USAGE, "'" + zone + "' is no time zone such as Asia/Shanghai");
        }
    }

    /** Times without a year belong to the year in which a file was last written. */
    private static Instant lastWritten(List<Path> files) {
        Instant last = Instant.EPOCH;
        List<String> problems = new ArrayList<>();
        for (Path file : files) {
            try {
                Instant written = Files.getLastModifiedTime(file).toInstant();
                if (written.isAfter(last)) last = written;
                if (Files.isDirectory(file)) problems.add(file + ": is a folder");
            } catch (IOException missing) {
                problems.add(Progress.words(file, missing));
            }
        }
        if (!problems.isEmpty()) throw new Failure(Exit.USAGE, String.join("\n", problems));
        return last;
    }
}
