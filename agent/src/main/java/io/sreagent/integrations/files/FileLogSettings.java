package io.sreagent.integrations.files;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Section {@code log_files} of the configuration. */
@ConfigMapping(prefix = "log_files", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
public interface FileLogSettings {

    /**
     * Where files are: {@code /var/log/{service}/*.log}. {@code *} stands for any part of a name,
     * {@code **} for any number of folders, {@code {namespace}}, {@code {service}} and {@code
     * {pod}} for a part that names what the file is about.
     */
    Optional<List<String>> paths();

    /** Of times that name none. */
    @WithDefault("UTC")
    String zone();
}
