package io.sreagent.app;

import io.quarkus.runtime.StartupEvent;
import io.sreagent.access.Doorkeeper;
import io.sreagent.access.Tokens;
import io.sreagent.cli.TokenFile;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Lets the first person in: on a database without tokens it makes an admin's and leaves it where
 * client commands of this account look, readable by this account only. Where it cannot be left, the
 * program does not start.
 */
@Singleton
class FirstToken {
    private static final Logger log = Logger.getLogger(FirstToken.class);

    private final Tokens tokens;
    private final Doorkeeper.Settings access;
    private final InstantSource clock;

    FirstToken(Tokens tokens, Doorkeeper.Settings access, InstantSource clock) {
        this.tokens = tokens;
        this.access = access;
        this.clock = clock;
    }

    void atStart(@Observes StartupEvent start) {
        if (!access.enabled()) {
            log.warn("access.enabled is false: everybody on this machine is an admin");
            return;
        }
        Map<String, String> environment = System.getenv();
        Optional<String> given =
                Optional.ofNullable(environment.get("SRE_AGENT_TOKEN")).filter(t -> !t.isEmpty());
        Path file = TokenFile.of(environment);
        tokens.bootstrap(given, clock.instant(), secret -> keep(file, secret));
    }

    /**
     * @throws IllegalStateException when nobody could read it afterwards
     */
    static void keep(Path file, String secret) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            if (Files.exists(file)) {
                // Another installation's token may be in there; nobody can make it again.
                Path aside = file.resolveSibling(file.getFileName() + ".old");
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, secret + "\n");
            log.infof("the first admin's token is in %s", file);
        } catch (IOException | UnsupportedOperationException unwritable) {
            // Standard error ends in logs of others; without a token nobody could get in.
            throw new IllegalStateException(
                    "the first admin's token cannot be left in %s (%s); set SRE_AGENT_TOKEN to one of your own (openssl rand -hex 32), or SRE_AGENT_TOKEN_FILE to a place that can be written"
                            .formatted(file, unwritable),
                    unwritable);
        }
    }
}
