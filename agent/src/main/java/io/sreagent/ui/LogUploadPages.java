package io.sreagent.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.logs.LogProse;
import io.sreagent.logs.LogReport;
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
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What a log file holds, as a part of the page of logs. The page sends the file as it is, not as a
 * form: a form of some gigabytes would be written to disk before it could be looked at.
 */
@Path("/ui/logs/analyze")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class LogUploadPages {
    private static final int TEMPLATES = 200;
    private static final int LONGEST_NAME = 100;

    private final Uploads uploads;
    private final LogProse prose;
    private final Visitor visitor;

    public LogUploadPages(Uploads uploads, LogProse prose, Visitor visitor) {
        this.uploads = uploads;
        this.prose = prose;
        this.visitor = visitor;
    }

    /** The templates; a mistake in one fails the build. */
    @CheckedTemplate(basePath = "Pages")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance logreport(Look look, LogReportPage page);
    }

    /**
     * @param zone of times that name none; the browser's
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    @Needs(Role.OPERATOR)
    public TemplateInstance analyze(
            InputStream log,
            @QueryParam("name") @DefaultValue("upload") String name,
            @QueryParam("zone") @DefaultValue("UTC") String zone) {
        String shown = name.substring(0, Math.min(LONGEST_NAME, name.length()));
        LogReportPage page;
        try {
            LogReport report = uploads.analyze(log, shown, zone(zone), TEMPLATES);
            page = LogReportPage.of(report, prose.of(report), visitor.look().lang());
        } catch (Uploads.Busy busy) {
            page = LogReportPage.trouble(busy.getMessage());
        }
        return visitor.dress(Templates.logreport(visitor.look(), page));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC; // a browser may know zones that we do not
        }
    }
}
