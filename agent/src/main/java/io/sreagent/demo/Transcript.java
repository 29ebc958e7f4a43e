package io.sreagent.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Tells an incident as a story, as it unfolds: each finding once, each with its numbers. */
final class Transcript {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int EVIDENCE = 4; // per diagnosis, strongest first
    private static final int LOG_FINDINGS = 3; // most telling first

    private final PrintStream out;
    private final Map<String, Integer> linesTold = new HashMap<>();
    private final Map<String, String> causeTold = new HashMap<>();
    private final Map<String, Boolean> planTold = new HashMap<>();
    private final Map<String, Boolean> forecastTold = new HashMap<>();
    private final Map<String, Set<String>> logsTold = new HashMap<>();

    Transcript(PrintStream out) {
        this.out = out;
    }

    void tell(JsonNode incident) {
        String id = incident.path("id").asText();
        JsonNode timeline = incident.path("timeline");
        int told = linesTold.getOrDefault(id, 0);
        if (told == 0) out.printf("%n%s  %s%n", id, incident.path("title").asText());
        for (int i = told; i < timeline.size(); i++) {
            JsonNode line = timeline.get(i);
            if (!line.path("kind").asText().equals("diagnosis"))
                line(
                        line.path("at").asText(),
                        line.path("kind").asText(),
                        line.path("words").asText());
        }
        linesTold.put(id, timeline.size());
        forecast(id, incident);
        diagnosis(id, incident.path("diagnosis"));
        logs(id, incident.path("findings"));
        plan(incident.path("plan"));
    }

    /** The figures of an incident that is over. */
    void tellEnd(JsonNode incident) {
        out.printf(
                "%n%s %s (%s)%n",
                incident.path("id").asText(),
                incident.path("state").asText(),
                incident.path("resolution").asText("-"));
        figure("MTTD  symptom to detection", incident, "symptom_at", "opened_at");
        figure("MTTI  detection to diagnosis", incident, "opened_at", "diagnosed_at");
        figure("MTTR  symptom to resolution", incident, "symptom_at", "resolved_at");
    }

    private void figure(String name, JsonNode incident, String from, String to) {
        if (!incident.path(from).isTextual() || !incident.path(to).isTextual()) return;
        Duration took =
                Duration.between(
                        Instant.parse(incident.path(from).asText()),
                        Instant.parse(incident.path(to).asText()));
        out.printf(
                Locale.ROOT,
                "  %-30s %d min %02d s%n",
                name,
                took.toMinutes(),
                took.toSecondsPart());
    }

    private void forecast(String id, JsonNode incident) {
        if (forecastTold.containsKey(id)) return;
        for (JsonNode finding : incident.path("findings")) {
            if (!finding.path("kind").asText().equals("forecast")) continue;
            JsonNode breach = finding.path("content").path("breach");
            String words =
                    breach.isObject()
                            ? String.format(
                                    Locale.ROOT,
                                    "limit %.4g reached about %s (earliest %s), probability %.0f %%",
                                    breach.path("limit").asDouble(),
                                    clock(breach.path("expected").asText()),
                                    clock(breach.path("earliest").asText()),
                                    100 * breach.path("probability").asDouble())
                            : "no limit in sight within the horizon";
            line(
                    finding.path("at").asText(),
                    "forecast",
                    words
                            + " ["
                            + finding.path("content").path("forecast").path("model").asText()
                            + "]");
            forecastTold.put(id, true);
        }
    }

    private void diagnosis(String id, JsonNode diagnosis) {
        JsonNode best = diagnosis.path("hypotheses").path(0);
        if (best.isMissingNode()) return;
        String cause = best.path("cause").asText();
        if (cause.equals(causeTold.put(id, cause))) return;
        out.printf(
                Locale.ROOT,
                "        cause      %s, confidence %.0f %%%s%n",
                cause,
                100 * best.path("confidence").asDouble(),
                diagnosis.path("abstained").asBoolean() ? " (abstains)" : "");
        StringBuilder path = new StringBuilder();
        best.path("path")
                .forEach(hop -> path.append(path.isEmpty() ? "" : " → ").append(hop.asText()));
        out.printf("                   path %s%n", path);
        int shown = 0;
        for (JsonNode evidence : best.path("evidence")) {
            if (shown++ == EVIDENCE) break;
            out.printf(
                    Locale.ROOT,
                    "                   %+5.2f  %s%n",
                    evidence.path("log_odds").asDouble(),
                    evidence.path("words").asText());
        }
        JsonNode second = diagnosis.path("hypotheses").path(1);
        if (!second.isMissingNode()) {
            out.printf(
                    Locale.ROOT,
                    "                   next best %s, %.0f %%%n",
                    second.path("cause").asText(),
                    100 * second.path("confidence").asDouble());
        }
    }

    /**
     * What the logs say since the onset, each template once, with the first line that proves it.
     */
    private void logs(String id, JsonNode findings) {
        Set<String> told = logsTold.computeIfAbsent(id, key -> new HashSet<>());
        for (JsonNode finding : findings) {
            if (!finding.path("kind").asText().equals("facts")) continue;
            for (JsonNode log : finding.path("content").path("log_findings")) {
                String about = log.path("resource").asText() + log.path("text").asText();
                if (told.size() >= LOG_FINDINGS || !told.add(about)) continue;
                out.printf(
                        "        log        %s  %s%n",
                        log.path("resource").asText(), log.path("words").path("en").asText());
                JsonNode quote = log.path("quotes").path(0);
                if (quote.isObject()) {
                    out.printf(
                            "                   %s  %s%n",
                            quote.path("position").asText(),
                            quote.path("text").asText().lines().findFirst().orElse(""));
                }
            }
        }
    }

    private void plan(JsonNode plan) {
        String id = plan.path("id").asText("");
        if (id.isEmpty() || planTold.put(id, true) != null) return;
        JsonNode risk = plan.path("risk");
        out.printf(
                Locale.ROOT,
                "        risk       %.2f (severity %.2f, urgency %.2f, impact %.2f, complexity %.2f)%n",
                risk.path("score").asDouble(),
                risk.path("severity").asDouble(),
                risk.path("urgency").asDouble(),
                risk.path("impact").asDouble(),
                risk.path("complexity").asDouble());
        out.printf(
                "        plan       %s by playbook %s, verdict %s%n",
                id, plan.path("playbook").asText(), plan.path("verdict").path("mode").asText());
        plan.path("verdict")
                .path("reasons")
                .forEach(
                        reason -> {
                            if (!reason.path("mode").asText().equals("AUTO")) {
                                out.printf(
                                        "                   %s: %s%n",
                                        reason.path("check").asText(),
                                        reason.path("words").asText());
                            }
                        });
        plan.path("steps").forEach(this::step);
    }

    private void step(JsonNode step) {
        out.printf(
                "                   step: %s: %s on %s%n",
                step.path("name").asText(),
                step.path("tool").asText(),
                step.path("target").asText());
        step.path("diff")
                .asText()
                .lines()
                .limit(14)
                .forEach(diff -> out.printf("                     %s%n", diff));
        out.printf("                     undo: %s%n", step.path("undo").asText());
    }

    private void line(String at, String kind, String words) {
        out.printf("  %s %-10s %s%n", clock(at), kind, words);
        out.flush();
    }

    private static String clock(String at) {
        return at.isEmpty() ? "--:--" : CLOCK.format(Instant.parse(at));
    }
}
