package io.sreagent.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.analysis.cause.DependencyGraph.Edge;
import io.sreagent.cognition.Surroundings.Call;
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
import java.util.Map;

/** The page of who calls whom, with whose word that is and how old. */
@Path("/ui/dependencies")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class DependencyPages {
    /** More than this nobody reads in a drawing; the table has them all. */
    private static final int DRAWN = 120;

    private final Dependencies dependencies;
    private final InstantSource clock;
    private final Visitor visitor;

    public DependencyPages(Dependencies dependencies, InstantSource clock, Visitor visitor) {
        this.dependencies = dependencies;
        this.clock = clock;
        this.visitor = visitor;
    }

    /**
     * What the page shows.
     *
     * @param left how many calls the drawing leaves out
     */
    public record DependencyPage(
            GraphDrawing graph,
            int left,
            List<Dependencies.Told> rows,
            List<String> troubles,
            Instant now) {
        /** How long ago it was last seen. */
        public String age(Dependencies.Told row) {
            return Figures.length(Duration.between(row.seen(), now));
        }
    }

    /** The templates; a mistake in one fails the build. */
    @CheckedTemplate(basePath = "Pages")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance dependencies(Look look, DependencyPage page);
    }

    @GET
    @Needs(Role.VIEWER)
    public TemplateInstance dependencies() {
        Instant now = clock.instant();
        List<Dependencies.Told> rows =
                dependencies.told(now).stream()
                        .sorted(
                                Comparator.comparing(
                                                (Dependencies.Told t) -> t.edge().caller().id())
                                        .thenComparing(told -> told.edge().callee().id()))
                        .toList();
        // Where something runs is in the table; drawn, it would bury the calls.
        List<Call> calls =
                dependencies.graph(now).edges().stream()
                        .filter(edge -> !edge.callee().namesNode())
                        .map(DependencyPages::call)
                        .toList();
        return visitor.dress(
                Templates.dependencies(
                        visitor.look(),
                        new DependencyPage(
                                GraphDrawing.of(
                                        calls.stream().limit(DRAWN).toList(), List.of(), Map.of()),
                                Math.max(0, calls.size() - DRAWN),
                                rows,
                                dependencies.troubles(),
                                now)));
    }

    private static Call call(Edge edge) {
        return new Call(edge.caller().id(), edge.callee().id(), edge.confidence(), edge.source());
    }
}
