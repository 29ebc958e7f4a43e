package io.sreagent.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.contract.access.Role;
import io.sreagent.perception.Machine;
import io.sreagent.pipeline.LoopView;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;

/** The page of what is strange, incident or not. */
@Path("/ui/anomalies")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class AnomalyPages {
    private static final Duration SHOWN = Duration.ofDays(1);
    private static final int MOST = 200;

    private final LoopView loop;
    private final Visitor visitor;

    public AnomalyPages(LoopView loop, Visitor visitor) {
        this.loop = loop;
        this.visitor = visitor;
    }

    /** What the page shows. */
    public record AnomalyPage(List<Machine> machines, List<Anomaly> anomalies) {}

    /** The templates; a mistake in one fails the build. */
    @CheckedTemplate(basePath = "Pages")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance anomalies(Look look, AnomalyPage page);
    }

    @GET
    @Needs(Role.VIEWER)
    public TemplateInstance anomalies() {
        return visitor.dress(
                Templates.anomalies(
                        visitor.look(),
                        new AnomalyPage(
                                loop.machines().stream().limit(MOST).toList(),
                                loop.anomalies(SHOWN).stream().limit(MOST).toList())));
    }
}
