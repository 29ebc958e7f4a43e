package io.sreagent.settings;

import java.nio.file.Path;

/**
 * Where the program lives: {@code config/}, {@code playbooks/}, {@code data/} and {@code logs/} are
 * below it. The launcher says where; without it, the working directory.
 */
public final class Home {
    private Home() {}

    public static Path directory() {
        return Path.of(System.getProperty("sre-agent.home", "")).toAbsolutePath().normalize();
    }

    /** The version in the jar's manifest; {@code development} outside a jar. */
    public static String version() {
        String version = Home.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
