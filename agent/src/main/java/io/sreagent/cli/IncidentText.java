package io.sreagent.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** One incident as text for a terminal. */
final class IncidentText {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    private final Printer to;

    IncidentText(Printer to) {
        this.to = to;
    }

    void print(JsonNode incident) {
        to.fields(
                incident,
                "id",
                "title",
                "state",
                "severity",
                "resource",
                "symptom_at",
                "opened_at",
                "diagnosed_at",
                "resolved_at",
                "resolution",
                "recurrence_of");
        if (to.isJson()) return;
        causes(incident.path("diagnosis"));
        words(incident.path("explanation"));
        logs(latestFacts(incident).path("log_findings"));
        plan(incident.path("plan"));
        to.heading("Time line");
        for (JsonNode moment : incident.path("timeline")) to.line(moment(moment));
    }

    /** Hypotheses with what speaks for and against each. */
    void causes(JsonNode diagnosis) {
        if (diagnosis.isMissingNode()) return;
        to.heading("Causes" + (diagnosis.path("abstained").asBoolean() ? " (not sure)" : ""));
        for (JsonNode hypothesis : diagnosis.path("hypotheses")) {
            to.line(
                    percent(hypothesis.path("confidence").asDouble())
                            + "  "
                            + Printer.text(hypothesis, "cause"));
            for (JsonNode step : hypothesis.path("steps"))
                to.line("        → " + Printer.text(step, "words"));
            for (JsonNode evidence : hypothesis.path("evidence")) {
                String sign = evidence.path("log_odds").asDouble() < 0 ? "−" : "+";
                to.line("        " + sign + " " + Printer.text(evidence, "words"));
            }
        }
    }

    /** Who worded it, the words, and what a model wanted looked at. */
    void words(JsonNode explanation) {
        if (explanation.isMissingNode() || explanation.isNull()) return;
        String detail = Printer.text(explanation, "detail");
        boolean byModel = Printer.text(explanation, "path").equals("model");
        to.line((byModel ? "In words, by " : "Told by rules: ") + detail);
        for (JsonNode sentence : explanation.path("en")) {
            StringBuilder line =
                    new StringBuilder("        ").append(Printer.text(sentence, "text"));
            for (JsonNode fact : sentence.path("rests"))
                line.append(" [").append(fact.asText()).append(']');
            to.line(line.toString());
        }
        JsonNode check = explanation.path("check");
        if (check.isMissingNode()) return;
        to.line(
                "        looked at, as %s proposed: %s: %s"
                        .formatted(
                                Printer.text(check, "proposed_by"),
                                Printer.text(check, "what"),
                                Printer.text(check, "found")));
    }

    /** What the suspects' logs say since the onset, each with a line that proves it. */
    void logs(JsonNode findings) {
        if (findings.isEmpty()) return;
        to.heading("Logs");
        for (JsonNode finding : findings) {
            to.line(
                    "%-5s %-9s %s  %s"
                            .formatted(
                                    Printer.text(finding, "severity"),
                                    Printer.text(finding, "kind"),
                                    Printer.text(finding, "resource"),
                                    Printer.text(finding, "/words/en")));
            for (JsonNode quote : finding.path("quotes")) {
                to.line(
                        "        "
                                + Printer.text(quote, "position")
                                + "  "
                                + Printer.text(quote, "text"));
            }
        }
    }

    /** A later look knows more. */
    private static JsonNode latestFacts(JsonNode incident) {
        JsonNode facts = MissingNode.getInstance();
        for (JsonNode finding : incident.path("findings")) {
            if (Printer.text(finding, "kind").equals("facts")) facts = finding.path("content");
        }
        return facts;
    }

    private void plan(JsonNode plan) {
        if (plan.isMissingNode()) return;
        to.heading("Plan " + Printer.text(plan, "id") + " (" + Printer.text(plan, "state") + ")");
        int number = 1;
        for (JsonNode step : plan.path("steps")) {
            to.line(
                    number++
                            + ". "
                            + Printer.text(step, "name")
                            + "  "
                            + Printer.text(step, "target"));
            for (JsonNode change : step.path("changes")) {
                to.line(
                        "     "
                                + Printer.text(change, "path")
                                + ": "
                                + Printer.text(change, "before")
                                + " → "
                                + Printer.text(change, "after"));
            }
            to.line("     undo: " + Printer.text(step, "undo"));
        }
        JsonNode verdict = plan.path("verdict");
        to.line("Verdict " + Printer.text(verdict, "mode"));
        for (JsonNode reason : verdict.path("reasons")) {
            to.line("     " + Printer.text(reason, "check") + ": " + Printer.text(reason, "words"));
        }
        if (Printer.text(plan, "state").equals("OFFERED")) {
            String id = Printer.text(plan, "id");
            to.line("To let it run: sre-agent approvals approve " + id);
        }
    }

    /** One line of a time line. */
    static String moment(JsonNode moment) {
        return clock(Printer.text(moment, "at")) + "  " + Printer.text(moment, "words");
    }

    private static String clock(String instant) {
        try {
            return CLOCK.format(Instant.parse(instant));
        } catch (DateTimeParseException odd) {
            return instant;
        }
    }

    private static String percent(double share) {
        return "%5.1f %%".formatted(100 * share);
    }
}
