package io.sreagent.app;

import io.quarkus.runtime.annotations.QuarkusMain;
import io.sreagent.cli.AnalyzeCommand;
import io.sreagent.cli.AnomaliesCommand;
import io.sreagent.cli.ApprovalsCommand;
import io.sreagent.cli.AuditCommand;
import io.sreagent.cli.BaselineCommand;
import io.sreagent.cli.CompletionCommand;
import io.sreagent.cli.DiagnoseCommand;
import io.sreagent.cli.DoctorCommand;
import io.sreagent.cli.IncidentsCommand;
import io.sreagent.cli.InitDbCommand;
import io.sreagent.cli.LogsCommand;
import io.sreagent.cli.PolicyCommand;
import io.sreagent.cli.PredictCommand;
import io.sreagent.cli.ServeCommand;
import io.sreagent.cli.SreAgent;
import io.sreagent.cli.StatsCommand;
import io.sreagent.cli.TokenCommand;
import io.sreagent.cli.TrainCommand;
import io.sreagent.demo.DemoCommand;
import io.sreagent.demo.EvalsCommand;

/**
 * Dispatches the command line. Only commands that serve boot the container, so that a client
 * command answers in a fraction of a second.
 */
@QuarkusMain
public final class Main {
    Main() {}

    public static void main(String[] args) {
        System.exit(SreAgent.commandLine(commands()).execute(args));
    }

    /** All commands. One that needs the container is added here and nowhere else. */
    static Object[] commands() {
        return new Object[] {
            new ServeCommand(),
            new DemoCommand(),
            new EvalsCommand(),
            new InitDbCommand(),
            new DoctorCommand(),
            new IncidentsCommand(),
            new ApprovalsCommand(),
            new PolicyCommand(),
            new AuditCommand(),
            new StatsCommand(),
            new BaselineCommand(),
            new AnomaliesCommand(),
            new PredictCommand(),
            new TokenCommand(),
            new CompletionCommand(),
            new TrainCommand(),
            new AnalyzeCommand(),
            new LogsCommand(),
            new DiagnoseCommand()
        };
    }
}
