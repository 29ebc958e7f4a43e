package io.sreagent.incident;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.flywaydb.core.internal.resource.classpath.ClassPathResource;
import org.jspecify.annotations.Nullable;

/**
 * Brings the tables up to date with Flyway. The scripts are listed here rather than searched for:
 * searching costs start-up time and does not see into every way an application is packaged.
 */
final class Migrations {
    /** In the order in which they run; never changed once released, only added to. */
    private static final List<String> SCRIPTS =
            List.of("V1__store.sql", "V20__idempotency.sql", "V31__baseline.sql", "V40__llm.sql");

    private static final Location FOLDER = Location.fromPath("classpath:", "db/migration");

    private Migrations() {}

    static void run(DataSource dataSource) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .locations(FOLDER)
                .resourceProvider(new Listed())
                .javaMigrationClassProvider(List::of)
                .loggers("slf4j")
                .load()
                .migrate();
    }

    private static final class Listed implements ResourceProvider {
        @Override
        public @Nullable LoadableResource getResource(String name) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            return Optional.of(file).filter(SCRIPTS::contains).map(Listed::load).orElse(null);
        }

        @Override
        public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
            return SCRIPTS.stream()
                    .filter(script -> script.startsWith(prefix))
                    .filter(script -> List.of(suffixes).stream().anyMatch(script::endsWith))
                    .map(Listed::load)
                    .toList();
        }

        private static LoadableResource load(String script) {
            return new ClassPathResource(
                    FOLDER,
                    "db/migration/" + script,
                    Migrations.class.getClassLoader(),
                    StandardCharsets.UTF_8);
        }
    }
}
