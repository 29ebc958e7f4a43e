package io.sreagent.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.logs.LogSearch;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.ZoneOffset;
import java.util.List;

/** The page on which people ask about logs. Asking changes nothing, so it is a plain GET form. */
@Path("/ui/logs")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class LogPages {
    private static final int LONGEST = 2_000; // characters of a question or a query

    private final LogSearch search;
    private final Visitor visitor;

    public LogPages(LogSearch search, Visitor visitor) {
        this.search = search;
        this.visitor = visitor;
    }

    /** The templates; a mistake in one fails the build. */
    @CheckedTemplate(basePath = "Pages")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance logs(Look look, LogPage page);
    }

    /**
     * @param query LogQL that the visitor changed; empty for the one the question becomes
     */
    @GET
    @Needs(Role.OPERATOR)
    public TemplateInstance logs(
            @QueryParam("ask") @DefaultValue("") String ask,
            @QueryParam("query") @DefaultValue("") String query) {
        return visitor.dress(Templates.logs(visitor.look(), page(ask.strip(), query.strip())));
    }

    private LogPage page(String ask, String query) {
        if (ask.isEmpty() && query.isEmpty()) return LogPage.EMPTY;
        if (ask.length() + query.length() > LONGEST) {
            return new LogPage("", "", null, List.of(), "more than " + LONGEST + " characters");
        }
        try {
            return LogPage.of(
                    ask,
                    search.find(
                            ask,
                            query.isEmpty() ? null : query,
                            ZoneOffset.UTC,
                            LogSearch.MOST_LINES));
        } catch (IllegalArgumentException unclear) {
            return new LogPage(ask, query, null, List.of(), unclear.getMessage());
        }
    }
}
