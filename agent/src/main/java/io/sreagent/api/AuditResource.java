package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.AuditLog;
import io.sreagent.incident.AuditRecord;
import io.sreagent.incident.AuditVerification;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who did what, in an order that cannot be changed. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AuditResource {
    private final AuditLog audit;

    public AuditResource(AuditLog audit) {
        this.audit = audit;
    }

    /** What walking the chain found. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Verification(
            String state,
            long records,
            long anchored,
            @Nullable Long sequence,
            @Nullable String fault,
            @Nullable String detail) {}

    /** Oldest first; the cursor is the sequence number to begin with. */
    @GET
    @Needs(Role.VIEWER)
    public Listed<AuditRecord> list(
            @QueryParam("subject") @Nullable String subject,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") @DefaultValue("") String cursor) {
        if (subject != null) return Listed.all(audit.about(subject));
        int from = Math.max(1, Listed.page(limit, cursor).offset());
        List<AuditRecord> records = audit.from(from, limit);
        String next = records.size() < limit ? null : "n" + (records.getLast().sequence() + 1);
        return new Listed<>(records, next, records.size());
    }

    @GET
    @Path("/verify")
    @Needs(Role.VIEWER)
    public Verification verify() {
        AuditVerification found = audit.verify();
        AuditVerification.Flaw flaw = found.flaw();
        if (flaw == null)
            return new Verification("INTACT", found.records(), found.anchored(), null, null, null);
        return new Verification(
                "BROKEN",
                found.records(),
                found.anchored(),
                flaw.sequence(),
                flaw.fault().name(),
                flaw.words());
    }
}
