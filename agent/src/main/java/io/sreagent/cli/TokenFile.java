package io.sreagent.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where the first start leaves the admin's token for client commands of the same account. */
public final class TokenFile {
    private TokenFile() {}

    /** {@code ~/.config/sre-agent/token}, or where {@code SRE_AGENT_TOKEN_FILE} says. */
    public static Path of(Map<String, String> environment) {
        String given = environment.get("SRE_AGENT_TOKEN_FILE");
        if (given != null && !given.isEmpty()) return Path.of(given);
        String base = environment.get("XDG_CONFIG_HOME");
        Path folder =
                base == null || base.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".config")
                        : Path.of(base);
        return folder.resolve("sre-agent").resolve("token");
    }
}
