package io.sreagent.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.analysis.logs.session.Session;
import io.sreagent.analysis.logs.session.SessionModel;
import io.sreagent.analysis.logs.session.SessionVerdict;
import io.sreagent.logs.SessionFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns from normal sessions and judges others. */
@Command(
        name = "sessions",
        description = {
            "Learns normal sessions from one file and judges those of another.",
            "Both are JSON lines: {\"session\": \"…\", \"templates\": [\"…\", …]}; gzip and"
                    + " Zstandard are read as they are. Answers {\"session\", \"score\","
                    + " \"anomalous\"}."
        })
public final class LogSessionsCommand implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(names = "--train", required = true, paramLabel = "FILE", description = "Normal ones.")
    private Path train = Path.of("");

    @Option(names = "--test", required = true, paramLabel = "FILE", description = "To be judged.")
    private Path test = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Default: standard output.")
    private @Nullable Path to;

    @Override
    public Integer call() {
        List<Session> normal = new ArrayList<>();
        read(train, normal::add);
        if (normal.isEmpty()) throw new Failure(Exit.USAGE, train + ": no session in it");
        SessionModel model = SessionModel.learn(normal);
        try (Output output = Output.to(to, spec.commandLine().getOut())) {
            PrintWriter out = output.writer();
            int[] judged = {0, 0};
            read(
                    test,
                    session -> {
                        SessionVerdict verdict = model.judge(session);
                        out.print(line(verdict) + "\n");
                        judged[0]++;
                        if (verdict.anomalous()) judged[1]++;
                    });
            spec.commandLine()
                    .getErr()
                    .printf(
                            "learned %d sessions, judged %d, %d anomalous%n",
                            normal.size(), judged[0], judged[1]);
        } catch (IOException unwritable) {
            throw new Failure(Exit.USAGE, to + ": " + unwritable.getMessage());
        }
        return Exit.OK;
    }

    private static String line(SessionVerdict verdict) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("session", verdict.session());
        node.put("score", verdict.score());
        node.put("anomalous", verdict.anomalous());
        return node.toString();
    }

    private static void read(Path file, Consumer<Session> each) {
        try {
            SessionFile.read(file, each);
        } catch (SessionFile.Malformed malformed) {
            throw new Failure(Exit.USAGE, String.join("\n", malformed.problems()));
        } catch (IOException unreadable) {
            throw new Failure(Exit.USAGE, Progress.words(file, unreadable));
        }
    }
}
