package io.sreagent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.perception.Dependencies;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;

/** Who calls whom, and who runs where, as far as it is known. */
@Path("/api/v1/dependencies")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class DependencyResource {
    private final Dependencies dependencies;
    private final InstantSource clock;

    public DependencyResource(Dependencies dependencies, InstantSource clock) {
        this.dependencies = dependencies;
        this.clock = clock;
    }

    /**
     * One source's word that one thing needs another.
     *
     * @param confidence 0–1, how sure that source makes it
     * @param source {@code metrics}, {@code placement}, {@code kubernetes} or {@code file}
     * @param seen when it was last told or measured
     */
    public record Dependency(
            String caller,
            String callee,
            double confidence,
            String source,
            Instant seen,
            long ageSeconds) {}

    /**
     * All of them.
     *
     * @param troubles what could not be asked, each with the way out
     */
    public record All(List<Dependency> dependencies, List<String> troubles) {}

    @GET
    @Needs(Role.VIEWER)
    public All all() {
        Instant now = clock.instant();
        List<Dependency> all =
                dependencies.told(now).stream()
                        .map(told -> dependency(told, now))
                        .sorted(
                                Comparator.comparing(Dependency::caller)
                                        .thenComparing(Dependency::callee)
                                        .thenComparing(Dependency::source))
                        .toList();
        return new All(all, dependencies.troubles());
    }

    private static Dependency dependency(Dependencies.Told told, Instant now) {
        return new Dependency(
                told.edge().caller().id(),
                told.edge().callee().id(),
                told.edge().confidence(),
                told.edge().source(),
                told.seen(),
                Duration.between(told.seen(), now).toSeconds());
    }
}
