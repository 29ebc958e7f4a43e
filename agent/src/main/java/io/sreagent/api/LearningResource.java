package io.sreagent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.learning.KeyFigures;
import io.sreagent.learning.LearningStatistics;
import io.sreagent.learning.PlaybookRun;
import io.sreagent.learning.PlaybookRuns;
import io.sreagent.learning.PlaybookStatistics;
import io.sreagent.learning.Scoreboard;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** What became of plans. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LearningResource {
    private static final int MOST_DAYS = 366;

    private final PlaybookRuns runs;
    private final Scoreboard scoreboard;

    public LearningResource(PlaybookRuns runs, Scoreboard scoreboard) {
        this.runs = runs;
        this.scoreboard = scoreboard;
    }

    /** How well incidents of the last days were handled. */
    @GET
    @Path("/kpi")
    @Needs(Role.VIEWER)
    public KeyFigures keyFigures(@QueryParam("days") @DefaultValue("30") int days) {
        if (days < 1 || days > MOST_DAYS)
            throw Problem.badRequest("days must be 1 to %d, not %d".formatted(MOST_DAYS, days));
        return scoreboard.over(days);
    }

    @GET
    @Path("/learning/stats")
    @Needs(Role.VIEWER)
    public LearningStatistics summary() {
        return runs.summary();
    }

    @GET
    @Path("/playbooks/stats")
    @Needs(Role.VIEWER)
    public Listed<PlaybookStatistics> playbooks() {
        return Listed.all(runs.statistics());
    }

    @GET
    @Path("/playbooks/stats/{id}")
    @Needs(Role.VIEWER)
    public PlaybookStatistics playbook(@PathParam("id") String id) {
        return runs.statistics(id)
                .orElseThrow(() -> Problem.notFound("Playbook " + id + " has never run"));
    }

    @GET
    @Path("/playbooks/executions/{id}")
    @Needs(Role.VIEWER)
    public Listed<PlaybookRun> executions(
            @PathParam("id") String id, @QueryParam("limit") @DefaultValue("50") int limit) {
        return Listed.all(runs.runs(id, Listed.page(limit, "").limit()));
    }
}
