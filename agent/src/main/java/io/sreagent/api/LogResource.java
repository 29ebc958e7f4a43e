package io.sreagent.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.logs.FoundJson;
import io.sreagent.logs.LogProse;
import io.sreagent.logs.LogReport;
import io.sreagent.logs.LogSearch;
import io.sreagent.logs.ReportJson;
import io.sreagent.logs.Uploads;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Logs: an upload analysed while it arrives, and questions to the log store. For operators: lines
 * may hold personal data, and both take time that others want.
 */
@Path("/api/v1/logs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class LogResource {
    private static final int MOST_TEMPLATES = 1_000;
    private static final int MOST_LINES = LogSearch.MOST_LINES;

    private final LogSearch search;
    private final Uploads uploads;
    private final LogProse prose;
    private final InstantSource clock;

    public LogResource(LogSearch search, Uploads uploads, LogProse prose, InstantSource clock) {
        this.search = search;
        this.uploads = uploads;
        this.prose = prose;
        this.clock = clock;
    }

    /**
     * A question.
     *
     * @param question in English or Chinese; may be left out when there is a query
     * @param query LogQL in place of what the question would become
     * @param zone of times of day in the question; UTC when not said
     * @param from only with a query alone; the last hour when not said
     */
    public record Question(
            @Nullable String question,
            @Nullable String query,
            @Nullable String zone,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Integer limit) {}

    /** The body is the log itself, compressed or not, of any size; it is never kept. */
    @POST
    @Path("/analyze")
    @Consumes(MediaType.WILDCARD)
    @Needs(Role.OPERATOR)
    @Unkept
    public ObjectNode analyze(
            InputStream log,
            @QueryParam("name") @DefaultValue("upload") String name,
            @QueryParam("zone") @DefaultValue("UTC") String zone,
            @QueryParam("top") @DefaultValue("50") int top) {
        if (top < 1 || top > MOST_TEMPLATES)
            throw Problem.badRequest("top is " + top + "; it must be 1–" + MOST_TEMPLATES);
        ZoneId where = zone(zone);
        try {
            LogReport report = uploads.analyze(log, name, where, top);
            return ReportJson.of(report, prose.of(report));
        } catch (Uploads.Busy busy) {
            throw Problem.conflict(busy.getMessage());
        }
    }

    @POST
    @Path("/query")
    @Consumes(MediaType.APPLICATION_JSON)
    @Needs(Role.OPERATOR)
    public ObjectNode query(@Nullable Question given) {
        Question asked = Said.body(given);
        int limit = asked.limit() == null ? 100 : asked.limit();
        if (limit < 1 || limit > MOST_LINES)
            throw Problem.badRequest("limit is " + limit + "; it must be 1–" + MOST_LINES);
        String query = asked.query() == null || asked.query().isBlank() ? null : asked.query();
        try {
            if (asked.question() == null && query != null) {
                Instant until = asked.until() == null ? clock.instant() : asked.until();
                Instant from = asked.from() == null ? until.minusSeconds(3600) : asked.from();
                return FoundJson.of(search.lines(query, from, until, limit));
            }
            String question = Said.text("question", asked.question());
            ZoneId where = zone(asked.zone() == null ? "UTC" : asked.zone());
            return FoundJson.of(search.find(question, query, where, limit));
        } catch (IllegalArgumentException unclear) {
            throw Problem.unprocessable(String.valueOf(unclear.getMessage()));
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            throw Problem.badRequest("'" + name + "' is no time zone such as Asia/Shanghai");
        }
    }
}
