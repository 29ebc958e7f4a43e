package io.sreagent.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.capacity.LoadPredictor;
import io.sreagent.capacity.Question;
import io.sreagent.capacity.Unpredictable;
import io.sreagent.contract.access.Role;
import io.sreagent.pipeline.Warnings;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A service's load to come, the replicas it needs, and how good such forecasts were. Looking back
 * takes seconds, so the page fetches that part when it is shown.
 */
@Path("/ui/forecasts")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ForecastPages {
    private static final int DAYS = 7;
    private static final int HOURS = 6;

    private final LoadPredictor predictor;
    private final Warnings warnings;
    private final Visitor visitor;

    public ForecastPages(LoadPredictor predictor, Warnings warnings, Visitor visitor) {
        this.predictor = predictor;
        this.warnings = warnings;
        this.visitor = visitor;
    }

    /** The templates; a mistake in one fails the build. */
    @CheckedTemplate(basePath = "Pages")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance forecasts(Look look, ForecastPage page);

        static native TemplateInstance track(Look look, TrackPage page);
    }

    @GET
    @Needs(Role.VIEWER)
    public TemplateInstance forecasts(@QueryParam("service") @DefaultValue("") String service) {
        return visitor.dress(Templates.forecasts(visitor.look(), page(service.strip())));
    }

    @GET
    @Path("track")
    @Needs(Role.VIEWER)
    public TemplateInstance track(@QueryParam("service") @DefaultValue("") String service) {
        return visitor.dress(Templates.track(visitor.look(), past(service.strip())));
    }

    private ForecastPage page(String service) {
        try {
            Question question = new Question(named(service), null, null, null);
            return new ForecastPage(service, predictor.predict(question), null);
        } catch (Unpredictable why) {
            return new ForecastPage(service, null, why.getMessage());
        }
    }

    private TrackPage past(String service) {
        Warnings.Tally tally = warnings.since(Duration.ofDays(DAYS));
        try {
            LoadPredictor.Track track = predictor.track(named(service), DAYS, HOURS);
            return new TrackPage(DAYS, track, tally, null);
        } catch (Unpredictable why) {
            return new TrackPage(DAYS, null, tally, why.getMessage());
        }
    }

    private static @Nullable String named(String service) {
        return service.isEmpty() ? null : service;
    }
}
