package io.sreagent.api;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Open;
import io.sreagent.pipeline.HealthPart;
import io.sreagent.pipeline.HealthPart.Level;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Comparator;
import java.util.List;

/** How the program itself is, each part by name. */
@Path("/api/v1/health")
@Open
@RunOnVirtualThread
public class HealthResource {
    private final List<HealthPart> parts;

    public HealthResource(@All List<HealthPart> parts) {
        this.parts = parts;
    }

    /** 503 when a part is down, so that a plain probe understands. */
    @GET
    public Response health() {
        List<Part> reports = parts.stream().map(HealthResource::ask).toList();
        Level worst =
                reports.stream().map(Part::status).max(Comparator.naturalOrder()).orElse(Level.UP);
        return Response.status(worst == Level.DOWN ? 503 : 200)
                .entity(new Health(worst, reports))
                .build();
    }

    private static Part ask(HealthPart part) {
        HealthPart.Report report = part.report();
        return new Part(part.name(), report.level(), report.detail());
    }

    /** The answer. */
    public record Health(Level status, List<Part> parts) {}

    /** One part of it. */
    public record Part(String name, Level status, String detail) {}
}
