package io.sreagent.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sreagent.access.Doorkeeper;
import io.sreagent.access.Knock;
import io.sreagent.access.Unauthenticated;
import io.sreagent.contract.access.Forbidden;
import io.sreagent.contract.access.Role;
import io.sreagent.incident.IncidentFeed;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.Timelines;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@code /ws/incidents}: every change of any incident over one WebSocket (RFC 6455). The handshake
 * passes the {@link Doorkeeper} as any call does; a page of another site cannot open it, and a
 * token that is revoked closes it at the next heartbeat.
 */
@Singleton
public class IncidentSocket {
    static final String PATH = "/ws/incidents";

    private static final Logger log = Logger.getLogger(IncidentSocket.class);

    /** Each has a thread, a subscription and a message in memory. */
    private static final int MOST = 256;

    /** Proxies cut connections that say nothing for half a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final Doorkeeper doorkeeper;
    private final Incidents incidents;
    private final Timelines timelines;
    private final IncidentFeed feed;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(MOST);

    IncidentSocket(
            Doorkeeper doorkeeper,
            Incidents incidents,
            Timelines timelines,
            IncidentFeed feed,
            ObjectMapper json,
            InstantSource clock) {
        this.doorkeeper = doorkeeper;
        this.incidents = incidents;
        this.timelines = timelines;
        this.feed = feed;
        this.json = json;
        this.clock = clock;
    }

    /** The framework's REST layer knows no WebSockets, so the route is made by hand. */
    void open(@Observes Router router) {
        router.get(PATH).handler(this::shake);
    }

    private void shake(RoutingContext asked) {
        HttpServerRequest request = asked.request();
        request.pause();
        Knock knock = knock(request);
        // The token is looked up in the database, which must not hold up the event loop.
        asked.vertx()
                .<@Nullable Instant>executeBlocking(() -> admit(request, knock), false)
                .onSuccess(since -> upgrade(request, knock, since))
                .onFailure(refused -> refuse(request, refused));
    }

    private @Nullable Instant admit(HttpServerRequest request, Knock knock) {
        doorkeeper.admit(knock, Role.VIEWER);
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade")))
            throw new Problem.Thrown(
                    Problem.of(
                            426,
                            "upgrade-required",
                            "A WebSocket",
                            PATH + " is a WebSocket: ask with 'Upgrade: websocket'."));
        String since = request.getParam("since");
        if (since == null || since.isBlank()) return null;
        try {
            return Instant.parse(since);
        } catch (DateTimeParseException malformed) {
            throw Problem.badRequest(
                    "since is '%s'; it must be an instant such as 2026-03-03T10:00:00Z"
                            .formatted(since));
        }
    }

    private static Knock knock(HttpServerRequest request) {
        Cookie cookie = request.getCookie(Doorkeeper.COOKIE);
        return new Knock(
                Knock.Manner.LISTENS,
                request.authority() == null ? null : request.authority().toString(),
                request.getHeader("Origin"),
                request.getHeader("Authorization"),
                cookie == null ? null : cookie.getValue());
    }

    private void upgrade(HttpServerRequest request, Knock knock, @Nullable Instant since) {
        if (!places.tryAcquire()) {
            answer(
                    request,
                    Problem.of(
                            503,
                            "too-many",
                            "Too many listen",
                            MOST + " WebSockets are open, and there are no more. Try later."));
            return;
        }
        request.toWebSocket()
                .onSuccess(socket -> serve(socket, knock, since))
                .onFailure(
                        malformed -> {
                            places.release();
                            log.debugf("no WebSocket: %s", malformed.getMessage());
                        });
    }

    private void serve(ServerWebSocket socket, Knock knock, @Nullable Instant since) {
        IncidentListener listener = new IncidentListener(incidents, timelines, clock);
        socket.closeHandler(closed -> listener.leave());
        SocketWire wire = new SocketWire(socket, json, () -> mayGoOn(knock), HEARTBEAT);
        Thread.ofVirtual()
                .name("ws-incidents")
                .start(
                        () -> {
                            try {
                                listener.listen(feed, since, HEARTBEAT, wire);
                                wire.close();
                            } catch (InterruptedException stopping) {
                                Thread.currentThread().interrupt();
                            } catch (RuntimeException broken) {
                                log.warnf(broken, "%s broke off", PATH);
                                wire.fail();
                            } finally {
                                places.release();
                            }
                        });
    }

    private boolean mayGoOn(Knock knock) {
        try {
            doorkeeper.admit(knock, Role.VIEWER);
            return true;
        } catch (Unauthenticated | Forbidden revoked) {
            return false;
        }
    }

    private void refuse(HttpServerRequest request, Throwable refused) {
        answer(request, Problems.problem(refused, PATH));
    }

    private void answer(HttpServerRequest request, Problem problem) {
        request.resume();
        if (problem.status() == 401) request.response().putHeader("WWW-Authenticate", "Bearer");
        try {
            request.response()
                    .setStatusCode(problem.status())
                    .putHeader("Content-Type", "application/problem+json")
                    .end(json.writeValueAsString(problem.at(PATH)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** How many listen just now. */
    int listening() {
        return MOST - places.availablePermits();
    }
}
