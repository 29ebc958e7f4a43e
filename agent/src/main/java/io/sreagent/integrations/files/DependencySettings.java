package io.sreagent.integrations.files;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where what is known of dependencies is written down. */
@ConfigMapping(prefix = "dependencies", namingStrategy = ConfigMapping.NamingStrategy.SNAKE_CASE)
public interface DependencySettings {

    /** A YAML file of callers and what each calls. */
    Optional<Path> file();
}
