package io.sreagent.ui;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Caller;
import io.sreagent.access.Doorkeeper;
import io.sreagent.access.Needs;
import io.sreagent.access.Open;
import io.sreagent.access.Tokens;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.incident.Incident;
import io.sreagent.incident.Decision;
import io.sreagent.incident.Incidents;
import io.sreagent.pipeline.Desk;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** What people do on the pages. Each answer leads back to the page it came from. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
public class Answers {
    private static final int COOKIE_SECONDS = 12 * 3600;
    private static final int YEAR_SECONDS = 365 * 24 * 3600;
    private static final int LONGEST_REASON = 4000; // the store has room for so many
    private static final String TOO_LONG =
            "A reason has at most " + LONGEST_REASON + " characters.";

    private final Incidents incidents;
    private final Desk desk;
    private final Tokens tokens;
    private final Caller caller;
    private final Visitor visitor;

    public Answers(Incidents incidents, Desk desk, Tokens tokens, Caller caller, Visitor visitor) {
        this.incidents = incidents;
        this.desk = desk;
        this.tokens = tokens;
        this.caller = caller;
        this.visitor = visitor;
    }

    /** The templates; a mistake in one fails the build. */
    @CheckedTemplate(basePath = "Pages")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance login(Look look, String next, boolean wrong);

        static native TemplateInstance refused(Look look, String words, String back);
    }

    @GET
    @Path("ui/login")
    @Open
    public TemplateInstance login(@QueryParam("next") @DefaultValue("/") String next) {
        return visitor.dress(Templates.login(visitor.look(), local(next), false));
    }

    @POST
    @Path("ui/login")
    @Open
    public Response enter(
            @FormParam("token") @DefaultValue("") String token,
            @FormParam("next") @DefaultValue("/") String next) {
        if (tokens.authenticate(token.strip()).isEmpty()) {
            return Response.status(401)
                    .entity(visitor.dress(Templates.login(visitor.look(), local(next), true)))
                    .build();
        }
        return Response.seeOther(URI.create(local(next)))
                .cookie(session(token.strip(), COOKIE_SECONDS))
                .build();
    }

    @POST
    @Path("ui/logout")
    @Open
    public Response leave() {
        return Response.seeOther(URI.create("/ui/login")).cookie(session("", 0)).build();
    }

    @GET
    @Path("ui/lang/{lang}")
    @Open
    public Response language(
            @PathParam("lang") String lang, @QueryParam("next") @DefaultValue("/") String next) {
        NewCookie cookie =
                new NewCookie.Builder(Visitor.LANGUAGE)
                        .value(lang.equals("zh") ? "zh" : "en")
                        .path("/")
                        .maxAge(YEAR_SECONDS)
                        .sameSite(NewCookie.SameSite.LAX)
                        .build();
        return Response.seeOther(URI.create(local(next))).cookie(cookie).build();
    }

    @POST
    @Path("ui/plans/{id}/{answer: approve|reject}")
    @Needs(Role.APPROVER)
    public Response decide(
            @PathParam("id") String planId,
            @PathParam("answer") String answer,
            @FormParam("hash") @DefaultValue("") String hash,
            @FormParam("reason") @DefaultValue("") String reason,
            @FormParam("incident") @DefaultValue("") String incidentId) {
        String back = "/ui/incidents/" + incidentId;
        boolean approve = answer.equals("approve");
        if (!approve && reason.isBlank()) return refused("A rejection needs a reason.", back);
        if (reason.length() > LONGEST_REASON) return refused(TOO_LONG, back);
        Decision decision = desk.decide(planId, hash, approve, caller.principal(), reason.strip());
        if (decision instanceof Decision.Refused refused) return refused(refused.words(), back);
        return Response.seeOther(URI.create(local(back))).build();
    }

    @POST
    @Path("ui/incidents/{id}/{what: escalate|diagnose|resolve}")
    @Needs(Role.OPERATOR)
    public Response settle(
            @PathParam("id") String id,
            @PathParam("what") String what,
            @FormParam("reason") @DefaultValue("") String reason) {
        String back = "/ui/incidents/" + id;
        if (reason.isBlank()) return refused("A reason is needed.", back);
        if (reason.length() > LONGEST_REASON) return refused(TOO_LONG, back);
        Incident incident =
                incidents.find(id).orElseThrow(() -> new NotFoundException("no incident " + id));
        switch (what) {
            case "escalate" -> desk.escalate(incident, caller.principal(), reason.strip());
            case "diagnose" -> desk.diagnose(incident, caller.principal(), reason.strip());
            default -> desk.resolve(incident, caller.principal(), reason.strip());
        }
        return Response.seeOther(URI.create(local(back))).build();
    }

    private Response refused(String words, String back) {
        return Response.status(409)
                .entity(visitor.dress(Templates.refused(visitor.look(), words, local(back))))
                .build();
    }

    /** The cookie that holds the token: no script reads it, no other site's request carries it. */
    static NewCookie session(String token, int seconds) {
        return new NewCookie.Builder(Doorkeeper.COOKIE)
                .value(token)
                .path("/")
                .maxAge(seconds)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    /** Only a path of ours: a link could otherwise lead anywhere after the login. */
    static String local(String next) {
        boolean ours = next.startsWith("/") && !next.startsWith("//") && !next.contains("\\");
        return ours ? next : "/";
    }
}
