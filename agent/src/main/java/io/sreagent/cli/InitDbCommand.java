package io.sreagent.cli;

import io.sreagent.settings.Configuration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Makes the tables, or brings them up to date; {@code serve} does the same by itself. */
@Command(name = "init-db", description = "Makes the database's tables, or brings them up to date.")
public final class InitDbCommand implements Callable<Integer> {
    @Mixin private Configured configured = new Configured();
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Configuration configuration = configured.readOrFail(Map.of());
        try (OfflineStore store = OfflineStore.open(configuration)) {
            String product =
                    store.database()
                            .read(
                                    handle ->
                                            handle.getConnection()
                                                            .getMetaData()
                                                            .getDatabaseProductName()
                                                    + " "
                                                    + handle.getConnection()
                                                            .getMetaData()
                                                            .getDatabaseProductVersion());
            spec.commandLine().getOut().println("tables are up to date on " + product);
            spec.commandLine().getOut().flush();
            return Exit.OK;
        } catch (java.sql.SQLException broken) {
            throw new Failure(Exit.FAILED, String.valueOf(broken.getMessage()));
        }
    }
}
