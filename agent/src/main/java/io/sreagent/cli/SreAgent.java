package io.sreagent.cli;

import io.sreagent.settings.Home;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command tree. */
@Command(
        name = "sre-agent",
        description = {
            "Watches a production system, finds out why it breaks, mends it safely, proves it and"
                    + " learns."
        },
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = SreAgent.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:tried and failed, or a check found something wrong",
            "2:wrong usage, file or configuration",
            "3:the server, or what the command needs, does not answer",
            "4:denied: no token, a wrong one, or one that may not do this"
        },
        footer = {
            "",
            "Client commands find their server by --server or SRE_AGENT_URL; without",
            "either it is http://127.0.0.1:8000. They find their token by --token,",
            "SRE_AGENT_TOKEN or ~/.config/sre-agent/token."
        })
public final class SreAgent implements Runnable {
    @Spec private CommandSpec spec;

    /** Makes the whole tree. */
    public static CommandLine commandLine(Object... commands) {
        CommandLine line = new CommandLine(new SreAgent());
        for (Object command : commands) line.addSubcommand(command);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(SreAgent::explain);
        line.setParameterExceptionHandler(SreAgent::hint);
        return line;
    }

    /** One line and where the rest stands: a whole page of help would bury the mistake. */
    private static int hint(CommandLine.ParameterException wrong, String[] given) {
        CommandLine line = wrong.getCommandLine();
        line.getErr().println(wrong.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(wrong, line.getErr());
        line.getErr().println("See `" + line.getCommandSpec().qualifiedName() + " --help`.");
        line.getErr().flush();
        return Exit.USAGE;
    }

    private static int explain(Exception thrown, CommandLine line, CommandLine.ParseResult parsed) {
        if (!(thrown instanceof Failure failure)) {
            line.getErr().println("sre-agent: a bug: " + thrown);
            thrown.printStackTrace(line.getErr());
            return Exit.FAILED;
        }
        line.getErr().println(failure.getMessage());
        line.getErr().flush();
        return failure.exit();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getErr());
        throw new Failure(Exit.USAGE, "A command is needed.");
    }

    /** The version that the build wrote into the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"sre-agent " + Home.version()};
        }
    }
}
