package io.sreagent.cli;

import io.sreagent.settings.Configuration;
import java.nio.file.Path;
import java.util.Optional;

/** Where the database is. */
final class DatabaseUrl {
    private static final String FILE = "jdbc:h2:file:";

    private DatabaseUrl() {}

    /** The URL with an embedded database's file below home, if it is relative. */
    static String absolute(Configuration configuration) {
        String url = configuration.require("database.url");
        int options = url.indexOf(';');
        String tail = options < 0 ? "" : url.substring(options);
        return file(configuration).map(file -> FILE + file + tail).orElse(url);
    }

    /** An embedded database's file without its ending; empty for any other database. */
    static Optional<Path> file(Configuration configuration) {
        String url = configuration.require("database.url");
        if (!url.startsWith(FILE)) return Optional.empty();
        int options = url.indexOf(';');
        String file = url.substring(FILE.length(), options < 0 ? url.length() : options);
        String home = System.getProperty("user.home");
        // H2's own spelling of the user's home folder.
        if (file.startsWith("~/")) file = home + file.substring(1);
        return Optional.of(configuration.home().resolve(file).normalize());
    }
}
