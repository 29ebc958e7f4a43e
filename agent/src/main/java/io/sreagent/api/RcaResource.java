package io.sreagent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Needs;
import io.sreagent.analysis.cause.PreDetector;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.cognition.Diagnoser;
import io.sreagent.cognition.Explainer;
import io.sreagent.cognition.Explanation;
import io.sreagent.cognition.FactGatherer;
import io.sreagent.cognition.Facts;
import io.sreagent.cognition.Inquiry;
import io.sreagent.contract.access.Role;
import io.sreagent.perception.Dependencies;
import io.sreagent.pipeline.LoopView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Why something is wrong, asked by a person. It changes nothing and opens no incident. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RcaResource {
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final int LONGEST_MINUTES = 24 * 60;

    private final FactGatherer gatherer;
    private final Diagnoser diagnoser;
    private final Explainer explainer;
    private final Dependencies dependencies;
    private final LoopView loop;
    private final InstantSource clock;

    public RcaResource(
            FactGatherer gatherer,
            Diagnoser diagnoser,
            Explainer explainer,
            Dependencies dependencies,
            LoopView loop,
            InstantSource clock) {
        this.gatherer = gatherer;
        this.diagnoser = diagnoser;
        this.explainer = explainer;
        this.dependencies = dependencies;
        this.loop = loop;
        this.clock = clock;
    }

    /**
     * What to explain.
     *
     * @param startTime the trouble began after it
     * @param metrics names in the catalogue; null or empty for all
     * @param detector which method decides what is alarmed: {@code z_score}, {@code iqr}, {@code
     *     isolation_forest}, {@code dbscan}; null for what the loop has found
     * @param explain whether a language model, if there is one, is to put it into words
     */
    public record Question(
            @Nullable Instant startTime,
            @Nullable Instant endTime,
            @Nullable List<String> metrics,
            @Nullable String namespace,
            @Nullable String service,
            @Nullable String detector,
            @Nullable Boolean explain) {}

    @POST
    @Path("/rca")
    @Needs(Role.OPERATOR)
    public RcaView explain(@Nullable Question question) {
        if (question == null) throw Problem.unprocessable("start_time and end_time are missing");
        return answer(inquiry(question), Boolean.TRUE.equals(question.explain()));
    }

    /** What is wrong with one workload just now, or with what it calls. */
    @GET
    @Path("/diagnose")
    @Needs(Role.VIEWER)
    public RcaView diagnose(
            @QueryParam("namespace") @Nullable String namespace,
            @QueryParam("workload") @Nullable String workload,
            @QueryParam("minutes") @DefaultValue("60") int minutes,
            @QueryParam("detector") @Nullable String detector) {
        if (minutes < 5 || minutes > LONGEST_MINUTES)
            throw Problem.badRequest("minutes is " + minutes + "; it must be 5–" + LONGEST_MINUTES);
        Instant now = clock.instant();
        return answer(
                new Inquiry(
                        now.minus(Duration.ofMinutes(minutes)),
                        now,
                        Set.of(),
                        Optional.ofNullable(workload).map(name -> resource(namespace, bare(name))),
                        Optional.ofNullable(detector).map(RcaResource::detector)),
                false);
    }

    private RcaView answer(Inquiry inquiry, boolean explain) {
        Duration back = Duration.between(inquiry.from(), clock.instant());
        Facts facts =
                gatherer.gather(
                        inquiry,
                        back.isNegative() ? List.of() : loop.anomalies(back),
                        dependencies.graph(clock.instant()));
        Diagnosis all = diagnoser.diagnose(facts);
        Diagnosis diagnosis = inquiry.focus().map(it -> about(it, all)).orElse(all);
        Optional<Explanation> words =
                explain
                        ? explainer.explain(Optional.empty(), facts, diagnosis)
                        : explainer.of(diagnosis, Optional.empty());
        return RcaView.of(facts, diagnosis, words);
    }

    /** Only what is wrong there, or reaches it. */
    private static Diagnosis about(Resource focus, Diagnosis diagnosis) {
        var concerned =
                diagnosis.hypotheses().stream()
                        .filter(each -> each.path().stream().anyMatch(on -> isSame(focus, on)))
                        .toList();
        return new Diagnosis(
                diagnosis.onset(),
                concerned,
                diagnosis.abstained()
                        || concerned.isEmpty()
                        || !concerned.getFirst().equals(diagnosis.hypotheses().getFirst()),
                diagnosis.lookNext());
    }

    private static boolean isSame(Resource focus, Resource other) {
        return focus.namespace() == null
                ? String.valueOf(focus.name()).equals(other.name())
                : focus.owner().id().equals(other.owner().id());
    }

    private static Inquiry inquiry(Question question) {
        Instant from = question.startTime();
        Instant until = question.endTime();
        if (from == null || until == null)
            throw Problem.unprocessable("start_time and end_time are needed");
        if (!from.isBefore(until))
            throw Problem.unprocessable(
                    "start_time %s is not before end_time %s".formatted(from, until));
        if (Duration.between(from, until).compareTo(LONGEST) > 0)
            throw Problem.unprocessable("start_time to end_time is more than 24 h");
        List<String> metrics = question.metrics();
        return new Inquiry(
                from,
                until,
                metrics == null ? Set.of() : new TreeSet<>(metrics),
                Optional.ofNullable(question.service())
                        .map(service -> resource(question.namespace(), service)),
                Optional.ofNullable(question.detector()).map(RcaResource::detector));
    }

    private static PreDetector detector(String name) {
        return PreDetector.named(name)
                .orElseThrow(
                        () ->
                                Problem.unprocessable(
                                        "detector is %s; it must be z_score, iqr, isolation_forest or dbscan"
                                                .formatted(name)));
    }

    /** {@code deploy/checkout} is called {@code checkout} by its metrics. */
    private static String bare(String workload) {
        return workload.substring(workload.indexOf('/') + 1);
    }

    private static Resource resource(@Nullable String namespace, String name) {
        return new Resource(null, namespace, name, null, null, name);
    }
}
