package io.sreagent.cli;

import io.sreagent.settings.Configuration;
import java.nio.file.Path;

/** Where the database is. */
final class DatabaseUrl {
    private static final String FILE = "jdbc:h2:file:";

    private DatabaseUrl() {}

    /** The URL with an embedded database's file below home, if it is relative. */
    static String absolute(Configuration configuration) {
        String url = configuration.require("database.url");
        if (!url.startsWith(FILE)) return url;
        int options = url.indexOf(';');
        String file = url.substring(FILE.length(), options < 0 ? url.length() : options);
        if (file.startsWith("~")) return url; // H2's own spelling of the home folder of the user.
        Path place = configuration.home().resolve(file).normalize();
        return FILE + place + (options < 0 ? "" : url.substring(options));
    }
}
