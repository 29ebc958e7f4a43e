package io.sreagent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.decision.ShadowRecord;
import io.sreagent.decision.ShadowRecords;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** How plans that were only shown compare with what people then did. */
@Path("/api/v1/policy/shadow")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ShadowResource {
    private static final int MOST_DAYS = 90;

    private final ShadowRecords records;
    private final InstantSource clock;

    public ShadowResource(ShadowRecords records, InstantSource clock) {
        this.records = records;
        this.clock = clock;
    }

    /**
     * The answer.
     *
     * @param rule when a record has passed
     * @param items by playbook and version; {@code agreement} and {@code lower_bound} are 0–1
     */
    public record Report(Instant from, Instant until, String rule, List<ShadowRecord> items) {}

    /** Of the last days: 1–90. */
    @GET
    @Needs(Role.VIEWER)
    public Report report(@QueryParam("days") @DefaultValue("7") int days) {
        if (days < 1 || days > MOST_DAYS)
            throw Problem.badRequest("days is %d; it must be 1–%d".formatted(days, MOST_DAYS));
        Instant until = clock.instant();
        Instant from = until.minus(Duration.ofDays(days));
        String rule =
                "Passed means: at least %d plans judged, and a lower 95 %% bound of the share in which people did the same of at least %s."
                        .formatted(ShadowRecord.PLANS_NEEDED, ShadowRecord.BOUND_NEEDED);
        return new Report(from, until, rule, records.since(from));
    }
}
