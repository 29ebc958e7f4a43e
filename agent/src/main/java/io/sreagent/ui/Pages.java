package io.sreagent.ui;

import io.quarkus.arc.All;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.cognition.Explainer;
import io.sreagent.cognition.Explanation;
import io.sreagent.cognition.Facts;
import io.sreagent.cognition.Surroundings;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.plan.KillSwitch;
import io.sreagent.incident.AuditLog;
import io.sreagent.incident.AuditRecord;
import io.sreagent.incident.AuditVerification;
import io.sreagent.incident.IncidentFilter;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.Page;
import io.sreagent.incident.Plans;
import io.sreagent.incident.StepRuns;
import io.sreagent.pipeline.LoopView;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/** The pages that show. A fragment is the part of a page that changes while one looks at it. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class Pages {
    private static final int PAST_SHOWN = 30;
    private static final int AUDIT_PAGE = 50;

    private final Incidents incidents;
    private final Plans plans;
    private final StepRuns steps;
    private final AuditLog audit;
    private final LoopView loop;
    private final Explainer explainer;
    private final List<KillSwitch> switches;
    private final Visitor visitor;

    public Pages(
            Incidents incidents,
            Plans plans,
            StepRuns steps,
            AuditLog audit,
            LoopView loop,
            Explainer explainer,
            @All List<KillSwitch> switches,
            Visitor visitor) {
        this.incidents = incidents;
        this.plans = plans;
        this.steps = steps;
        this.audit = audit;
        this.loop = loop;
        this.explainer = explainer;
        this.switches = switches;
        this.visitor = visitor;
    }

    /** What the list shows. */
    public record Overview(
            List<Incident> open,
            List<Incident> past,
            List<OfferedPlan> pending,
            LoopView.LoopStatus loop,
            boolean stopped) {
        /** Whether this incident waits for a person. */
        public boolean waits(String id) {
            return pending.stream().anyMatch(one -> one.plan().incidentId().equals(id));
        }
    }

    /** What the audit page shows. */
    public record AuditPage(
            List<AuditRecord> records, long newest, long older, AuditVerification verification) {}

    /** The templates; a mistake in one fails the build. */
    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance incidents(Look look, Overview overview);

        static native TemplateInstance incidents$live(Look look, Overview overview);

        static native TemplateInstance incident(Look look, IncidentPage page);

        static native TemplateInstance incident$live(Look look, IncidentPage page);

        static native TemplateInstance audit(Look look, AuditPage page);
    }

    @GET
    @Needs(Role.VIEWER)
    public TemplateInstance list() {
        return visitor.dress(Templates.incidents(visitor.look(), overview()));
    }

    @GET
    @Path("ui/incidents")
    @Needs(Role.VIEWER)
    public TemplateInstance listFragment() {
        return visitor.dress(Templates.incidents$live(visitor.look(), overview()));
    }

    @GET
    @Path("ui/incidents/{id}")
    @Needs(Role.VIEWER)
    public TemplateInstance incident(@PathParam("id") String id) {
        return visitor.dress(Templates.incident(visitor.look(), page(id)));
    }

    @GET
    @Path("ui/incidents/{id}/live")
    @Needs(Role.VIEWER)
    public TemplateInstance incidentFragment(@PathParam("id") String id) {
        return visitor.dress(Templates.incident$live(visitor.look(), page(id)));
    }

    @GET
    @Path("ui/audit")
    @Needs(Role.VIEWER)
    public TemplateInstance audit(@QueryParam("before") @DefaultValue("0") long before) {
        AuditVerification verification = audit.verify();
        long end = before > 0 ? before : verification.records() + 1;
        long from = Math.max(1, end - AUDIT_PAGE);
        List<AuditRecord> records =
                audit.from(from, AUDIT_PAGE).stream()
                        .filter(record -> record.sequence() < end)
                        .toList()
                        .reversed();
        return visitor.dress(
                Templates.audit(
                        visitor.look(),
                        new AuditPage(
                                records,
                                verification.records(),
                                from > 1 ? from : 0,
                                verification)));
    }

    private Overview overview() {
        IncidentFilter past =
                new IncidentFilter(EnumSet.of(IncidentState.RESOLVED), null, null, null);
        return new Overview(
                incidents.list(IncidentFilter.OPEN, Page.first(Page.MOST)).items(),
                incidents.list(past, Page.first(PAST_SHOWN)).items(),
                plans.pending(),
                loop.status(),
                stopped());
    }

    private IncidentPage page(String id) {
        Incident incident =
                incidents.find(id).orElseThrow(() -> new NotFoundException("no incident " + id));
        List<OfferedPlan> offered = plans.of(id);
        Optional<Diagnosis> diagnosis =
                incidents.latest(id, "diagnosis").map(found -> found.as(Diagnosis.class));
        return new IncidentPage(
                incident,
                diagnosis.orElse(null),
                diagnosis.flatMap(found -> explainer.of(found, explanation(id))).orElse(null),
                diagnosis.map(found -> CausePicture.of(found, surroundings(id))).orElse(null),
                offered.isEmpty() ? null : offered.getLast(),
                offered.isEmpty() ? List.of() : offered.subList(0, offered.size() - 1),
                offered.stream().flatMap(one -> steps.of(one.plan().id()).stream()).toList(),
                incidents.timeline(id).reversed(),
                incidents
                        .latest(id, "facts")
                        .map(found -> found.as(Facts.LogsSaid.class).findings())
                        .orElse(List.of()),
                loop.charts(id),
                stopped());
    }

    private Optional<Explanation> explanation(String id) {
        return incidents.latest(id, "explanation").map(found -> found.as(Explanation.class));
    }

    /** Of an incident that was diagnosed before they were kept: none. */
    private Surroundings surroundings(String id) {
        return incidents
                .latest(id, "surroundings")
                .map(found -> found.as(Surroundings.class))
                .orElse(new Surroundings(List.of(), List.of(), List.of()));
    }

    private boolean stopped() {
        return switches.stream()
                .anyMatch(one -> !(one.read() instanceof KillSwitch.State.Released));
    }
}
