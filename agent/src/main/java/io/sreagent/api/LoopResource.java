package io.sreagent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Caller;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.IncidentFilter;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Page;
import io.sreagent.incident.Plans;
import io.sreagent.pipeline.Loop;
import io.sreagent.pipeline.LoopView;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;

/** What the loop sees and has learned. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LoopResource {
    private static final int LONGEST_HOURS = 24 * 31;

    private final LoopView loop;
    private final Loop live;
    private final Incidents incidents;
    private final Plans plans;
    private final Caller caller;

    public LoopResource(LoopView loop, Loop live, Incidents incidents, Plans plans, Caller caller) {
        this.loop = loop;
        this.live = live;
        this.caller = caller;
        this.incidents = incidents;
        this.plans = plans;
    }

    /** What has been learned about one series. */
    public record BaselineView(
            String metric,
            String resource,
            long learnedFromSeconds,
            long samples,
            double sure,
            String words,
            String wordsZh,
            Instant updated) {}

    /**
     * How far learning anew has come.
     *
     * @param waiting indicators whose turn is still to come
     */
    public record Learning(int waiting) {}

    /** How the program fares, in one answer. */
    public record Status(LoopView.LoopStatus loop, long openIncidents, int pendingApprovals) {}

    @GET
    @Path("/anomalies")
    @Needs(Role.VIEWER)
    public Listed<AnomalyView> anomalies(@QueryParam("hours") @DefaultValue("24") int hours) {
        if (hours < 1 || hours > LONGEST_HOURS)
            throw Problem.badRequest("hours is " + hours + "; it must be 1–" + LONGEST_HOURS);
        return Listed.all(
                loop.anomalies(Duration.ofHours(hours)).stream().map(AnomalyView::of).toList());
    }

    /** One score for each workload and host with many series, the strangest first. */
    @GET
    @Path("/anomalies/machines")
    @Needs(Role.VIEWER)
    public Listed<MachineView> machines() {
        return Listed.all(loop.machines().stream().map(MachineView::of).toList());
    }

    @GET
    @Path("/baseline/metrics")
    @Needs(Role.VIEWER)
    public Listed<BaselineView> baselines() {
        return Listed.all(loop.baselines().stream().map(LoopResource::view).toList());
    }

    /** Has all baselines learned anew, one indicator at each look. */
    @POST
    @Path("/baseline/learn")
    @Needs(Role.OPERATOR)
    public Response learn() {
        return Response.accepted(new Learning(live.learnAnew(caller.principal()))).build();
    }

    /** How far that has come. */
    @GET
    @Path("/baseline/learn")
    @Needs(Role.VIEWER)
    public Learning learning() {
        return new Learning(loop.toLearnAnew());
    }

    @GET
    @Path("/status")
    @Needs(Role.VIEWER)
    public Status status() {
        return new Status(
                loop.status(),
                incidents.list(IncidentFilter.OPEN, Page.first(1)).total(),
                plans.pending().size());
    }

    private static BaselineView view(LoopView.BaselineInfo info) {
        return new BaselineView(
                info.metric().id(),
                info.metric().resource().id(),
                info.learnedFrom().toSeconds(),
                info.samples(),
                info.sure(),
                info.words().en(),
                info.words().zh(),
                info.updated());
    }
}
