package io.sreagent.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.simulator.clock.Mode;
import io.sreagent.simulator.clock.SimulationClock;
import io.sreagent.simulator.http.MutationLog;
import io.sreagent.simulator.http.Reply;
import io.sreagent.simulator.http.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;

/**
 * The control port: {@code GET /clock}, {@code POST /clock/advance {"seconds": n}} in lock-step,
 * {@code GET /requests}. What is true about the scenario is not here, on purpose.
 */
final class ControlApi implements Function<Request, Reply> {
    private static final double MOST_SECONDS = 86_400 * 30.0;

    private final SimulationClock clock;
    private final MutationLog log;
    private final Runnable beforeAdvance;
    private final Runnable catchUp;

    ControlApi(SimulationClock clock, MutationLog log, Runnable beforeAdvance, Runnable catchUp) {
        this.clock = clock;
        this.log = log;
        this.beforeAdvance = beforeAdvance;
        this.catchUp = catchUp;
    }

    @Override
    public Reply apply(Request request) {
        return switch (request.method() + " " + request.path()) {
            case "GET /clock" -> Reply.json(200, time());
            case "POST /clock/advance" -> advance(request);
            case "GET /requests" -> Reply.json(200, log.toJson());
            case "GET /healthz" -> Reply.text(200, "ok");
            default ->
                    problem(
                            404,
                            "there is no "
                                    + request.method()
                                    + " "
                                    + request.path()
                                    + "; there are GET /clock, POST /clock/advance, GET /requests");
        };
    }

    private ObjectNode time() {
        ObjectNode body = Reply.JSON.createObjectNode();
        body.put("now", clock.instant().toString())
                .put("mode", clock.mode().name().toLowerCase(Locale.ROOT));
        return body.put("speed", clock.speed());
    }

    private Reply advance(Request request) {
        if (clock.mode() != Mode.LOCKSTEP) {
            return problem(409, "the clock is scaled and moves by itself");
        }
        JsonNode seconds;
        try {
            seconds = Reply.JSON.readTree(request.body()).path("seconds");
        } catch (IOException e) {
            return problem(400, "the body must be {\"seconds\": n}");
        }
        if (!seconds.isNumber()
                || !(seconds.asDouble() >= 0)
                || seconds.asDouble() > MOST_SECONDS) {
            return problem(400, "seconds must be a number from 0 to " + (long) MOST_SECONDS);
        }
        beforeAdvance.run();
        clock.advance(Duration.ofMillis(Math.round(seconds.asDouble() * 1000)));
        catchUp.run();
        return Reply.json(200, time());
    }

    private static Reply problem(int code, String what) {
        return Reply.json(code, Reply.JSON.createObjectNode().put("error", what));
    }
}
