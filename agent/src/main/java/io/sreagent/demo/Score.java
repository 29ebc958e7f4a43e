package io.sreagent.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.sreagent.simulator.Simulator;
import io.sreagent.simulator.scenario.FixAction;
import io.sreagent.simulator.scenario.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one run went, held against the truth. Seconds are simulated; what did not happen is null.
 *
 * @param detectS from the symptom to the incident; negative when the warning came before
 * @param rankOfCause place of the true service and kind among the hypotheses of the last diagnosis,
 *     from 1; 0 when absent
 * @param pathRight whether the path of the first hypothesis leads from the true cause to where it
 *     hurts
 * @param fix {@code acceptable}, {@code relief}, {@code wrong} or {@code none}
 * @param harmful actions on what is innocent, or where a person was wanted
 * @param warnings incidents opened because a limit would be crossed; {@code falseWarnings}: those
 *     that have nothing to do with the fault
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record Score(
        String scenario,
        long seed,
        boolean detected,
        @Nullable Long detectS,
        @Nullable Long diagnoseS,
        @Nullable Long resolveS,
        int rankOfCause,
        @Nullable Double confidence,
        boolean abstained,
        boolean pathRight,
        @Nullable String verdict,
        List<String> actions,
        String fix,
        int harmful,
        boolean resolved,
        boolean escalated,
        int falseIncidents,
        @JsonProperty("warned_s_before") @Nullable Long warnedSBefore,
        int warnings,
        int falseWarnings,
        boolean fixable,
        boolean faulty) {

    /**
     * An incident that opens so long after everything is well again has nothing to do with the
     * fault.
     */
    private static final Duration AFTERMATH = Duration.ofHours(1);

    static Score of(String scenario, long seed, Trial.Ending ending) {
        Simulator world = ending.world();
        Truth truth = world.scenario().truth();
        Optional<Instant> faultAt = world.truth().firstFaultAt();
        List<JsonNode> incidents =
                ending.incidents().stream()
                        .sorted(
                                Comparator.comparing(
                                        (JsonNode i) -> time(i, "opened_at").orElseThrow()))
                        .toList();
        List<JsonNode> ours =
                incidents.stream().filter(incident -> belongs(incident, faultAt, world)).toList();
        Optional<JsonNode> main = ours.stream().findFirst();
        Optional<Instant> symptom = world.truth().symptomAt();
        Optional<Instant> opened = main.flatMap(incident -> time(incident, "opened_at"));
        Optional<JsonNode> diagnosed =
                ours.stream()
                        .filter(
                                incident ->
                                        incident.path("diagnosis").path("hypotheses").size() > 0)
                        .findFirst();
        JsonNode diagnosis =
                diagnosed.map(incident -> incident.path("diagnosis")).orElseGet(Score::missing);
        List<Done> done = ours.stream().flatMap(incident -> Done.of(incident).stream()).toList();
        boolean fixed = ours.stream().anyMatch(i -> i.path("resolution").asText().equals("FIXED"));
        boolean well = world.truth().symptomOver() || symptom.isEmpty();
        boolean harmedSome = !done.isEmpty() && truth.wantsPerson();
        return new Score(
                scenario,
                seed,
                main.isPresent(),
                seconds(symptom.or(() -> faultAt), opened),
                seconds(opened, main.flatMap(incident -> time(incident, "diagnosed_at"))),
                seconds(
                        symptom.or(() -> opened),
                        ours.stream().flatMap(i -> time(i, "resolved_at").stream()).findFirst()),
                rank(diagnosis, truth),
                diagnosis.path("hypotheses").path(0).path("confidence").isNumber()
                        ? diagnosis.path("hypotheses").path(0).path("confidence").asDouble()
                        : null,
                diagnosis.path("abstained").asBoolean(false),
                isPathRight(diagnosis, truth),
                ours.stream()
                        .map(incident -> incident.path("plan").path("verdict").path("mode"))
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::asText)
                        .findFirst()
                        .orElse(null),
                done.stream().map(Done::text).toList(),
                fix(done, truth),
                (int)
                        done.stream()
                                .filter(
                                        action ->
                                                harmedSome
                                                        || truth.innocent()
                                                                .contains(action.target()))
                                .count(),
                fixed && well,
                ours.stream()
                        .anyMatch(incident -> incident.path("state").asText().equals("ESCALATED")),
                incidents.size() - ours.size(),
                opened.isPresent() && symptom.isPresent() && opened.get().isBefore(symptom.get())
                        ? seconds(opened, symptom)
                        : null,
                warnings(incidents),
                warnings(incidents) - warnings(ours),
                !truth.acceptableFixes().isEmpty() && !truth.wantsPerson(),
                faultAt.isPresent());
    }

    private static int warnings(List<JsonNode> incidents) {
        return (int)
                incidents.stream()
                        .filter(incident -> incident.path("kind").asText().equals("PREDICTED"))
                        .count();
    }

    /** Whether an incident came while the fault, or what it left behind, was there. */
    private static boolean belongs(JsonNode incident, Optional<Instant> faultAt, Simulator world) {
        Instant opened = time(incident, "opened_at").orElseThrow();
        if (faultAt.isEmpty() || opened.isBefore(faultAt.get())) return false;
        return world.truth()
                .symptomOverAt()
                .map(over -> opened.isBefore(over.plus(AFTERMATH)))
                .orElse(true);
    }

    /** A step that was really carried out. */
    private record Done(FixAction action, String target) {
        static List<Done> of(JsonNode incident) {
            List<Done> done = new ArrayList<>();
            for (JsonNode run : incident.path("steps")) {
                String state = run.path("state").asText();
                if (state.equals("PLANNED") || state.equals("REFUSED")) continue;
                String target = run.path("target").asText();
                tool(incident, run.path("key").asText())
                        .ifPresent(
                                tool ->
                                        done.add(
                                                new Done(
                                                        tool,
                                                        target.substring(
                                                                target.lastIndexOf('/') + 1))));
            }
            return done;
        }

        private static Optional<FixAction> tool(JsonNode incident, String key) {
            for (JsonNode plan : incident.path("plans")) {
                for (JsonNode step : plan.path("steps")) {
                    if (step.path("key").asText().equals(key))
                        return Optional.of(action(step.path("tool").asText()));
                }
            }
            return Optional.empty();
        }

        private static FixAction action(String tool) {
            return switch (tool) {
                case "kubernetes.rollback" -> FixAction.ROLLBACK;
                case "kubernetes.scale" -> FixAction.SCALE;
                case "kubernetes.rollback_config" -> FixAction.CONFIG_ROLLBACK;
                case "kubernetes.set_image" -> FixAction.SET_IMAGE;
                case "kubernetes.patch_resources" -> FixAction.PATCH_RESOURCES;
                default -> FixAction.RESTART;
            };
        }

        /** A config map is named after its service. */
        boolean isOn(String service) {
            return target.equals(service)
                    || target.equals(service + "-config")
                    || target.startsWith(service + "-");
        }

        String text() {
            return action.name().toLowerCase(Locale.ROOT) + " " + target;
        }
    }

    /** The best of what was done counts: a restart that follows a config rollback is part of it. */
    private static String fix(List<Done> done, Truth truth) {
        if (done.isEmpty()) return "none";
        for (boolean relief : new boolean[] {false, true}) {
            for (Truth.AcceptableFix fix : truth.acceptableFixes()) {
                boolean matches =
                        done.stream()
                                .anyMatch(d -> d.action() == fix.action() && d.isOn(fix.target()));
                if (matches && fix.relief() == relief) return relief ? "relief" : "acceptable";
            }
        }
        return "wrong";
    }

    private static int rank(JsonNode diagnosis, Truth truth) {
        int rank = 0;
        for (JsonNode hypothesis : diagnosis.path("hypotheses")) {
            rank++;
            if (isTrue(hypothesis, truth)) return rank;
        }
        return 0;
    }

    private static boolean isTrue(JsonNode hypothesis, Truth truth) {
        String resource = hypothesis.path("resource").asText();
        String kind = hypothesis.path("kind").asText();
        return truth.rootCauses().stream()
                .anyMatch(
                        cause ->
                                cause.kind().name().toLowerCase(Locale.ROOT).equals(kind)
                                        && names(resource, cause.service()));
    }

    private static boolean isPathRight(JsonNode diagnosis, Truth truth) {
        JsonNode path = diagnosis.path("hypotheses").path(0).path("path");
        if (path.isEmpty() || truth.symptom() == null) return false;
        String first = path.get(0).asText();
        boolean fromCause =
                truth.rootCauses().stream().anyMatch(cause -> names(first, cause.service()));
        boolean toSymptom = false;
        for (JsonNode hop : path) toSymptom |= names(hop.asText(), truth.symptom().service());
        return fromCause && toSymptom;
    }

    /** {@code shop/checkout} and {@code shop/checkout/pod} name checkout. */
    private static boolean names(String resource, String service) {
        for (String part : resource.split("/", -1)) if (part.equals(service)) return true;
        return false;
    }

    private static JsonNode missing() {
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static Optional<Instant> time(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isTextual() ? Optional.of(Instant.parse(value.asText())) : Optional.empty();
    }

    private static @Nullable Long seconds(Optional<Instant> from, Optional<Instant> to) {
        return from.isPresent() && to.isPresent()
                ? Duration.between(from.get(), to.get()).toSeconds()
                : null;
    }
}
