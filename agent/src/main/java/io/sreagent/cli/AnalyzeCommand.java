package io.sreagent.cli;

import picocli.CommandLine.Command;

/**
 * Runs one part of the analysis on files, without a server: what the loop does with live data, on
 * data anyone can bring.
 */
@Command(
        name = "analyze",
        description = "Detects, forecasts or explains from files alone; no server is needed.",
        subcommands = {
            AnalyzeAnomaliesCommand.class,
            AnalyzeForecastCommand.class,
            AnalyzeRcaCommand.class
        })
public final class AnalyzeCommand implements Runnable {
    @Override
    public void run() {
        throw new Failure(Exit.USAGE, "sre-agent analyze needs one of: anomalies, forecast, rca");
    }
}
