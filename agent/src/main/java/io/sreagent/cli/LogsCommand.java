package io.sreagent.cli;

import picocli.CommandLine.Command;

/** What can be done with logs: files on this machine, or those the server's sources hold. */
@Command(
        name = "logs",
        description = "Templates, sessions and findings of logs.",
        subcommands = {
            LogAnalyzeCommand.class,
            LogTemplatesCommand.class,
            LogSessionsCommand.class,
            LogQueryCommand.class,
            LogTailCommand.class
        })
public final class LogsCommand implements Runnable {
    @Override
    public void run() {
        throw new Failure(
                Exit.USAGE,
                "sre-agent logs needs one of: analyze, templates, sessions, query, tail");
    }
}
