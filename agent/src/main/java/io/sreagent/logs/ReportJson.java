package io.sreagent.logs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.Quote;
import io.sreagent.analysis.logs.read.ReadReport;
import io.sreagent.analysis.logs.template.Variable;
import io.sreagent.llm.Prose;
import java.util.List;
import java.util.Locale;

/** A report as the command line and the API answer it; docs/logs.md tells the keys. */
public final class ReportJson {
    private ReportJson() {}

    /**
     * @param prose over the report's findings
     */
    public static ObjectNode of(LogReport report, Prose prose) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode sources = node.putArray("sources");
        for (LogReport.Source source : report.sources()) sources.add(source(source));
        node.put("records", report.records());
        node.put("errors", report.errors());
        node.put("from", report.from().map(Object::toString).orElse(null));
        node.put("until", report.until().map(Object::toString).orElse(null));
        node.put("template_count", report.templateCount());
        node.put("templates_forgotten", report.forgotten());
        node.put("slot_start", report.slotStart().toString());
        node.put("slot_seconds", report.slot().toSeconds());
        ArrayNode summary = node.putArray("summary");
        report.summary()
                .ifPresent(
                        change -> {
                            node.put("summary_of", change.hour().toString());
                            node.put("summary_against", change.before().toString());
                            change.lines()
                                    .forEach(
                                            words ->
                                                    summary.addObject()
                                                            .put("en", words.en())
                                                            .put("zh", words.zh()));
                        });
        ArrayNode findings = node.putArray("findings");
        for (LogReport.Found found : report.findings())
            findings.add(found(LogProse.id(findings.size()), found));
        node.set("prose", ProseJson.of(prose));
        ArrayNode templates = node.putArray("templates");
        for (LogReport.Row row : report.templates()) templates.add(row(row));
        ArrayNode errors = node.putArray("error_templates");
        for (LogReport.Row row : report.errorTemplates()) errors.add(row(row));
        ArrayNode troubles = node.putArray("troubles");
        report.troubles().forEach(troubles::add);
        return node;
    }

    private static ObjectNode source(LogReport.Source source) {
        ReadReport read = source.read();
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", source.name())
                .put("format", lower(read.format()))
                .put("lines", read.lines())
                .put("records", read.records())
                .put("joined_lines", read.joined())
                .put("without_time", read.untimed())
                .put("backwards", read.backwards())
                .put("cut", read.cut())
                .put("not_utf8", read.recoded())
                .put("binary", read.binary());
    }

    private static ObjectNode found(String id, LogReport.Found found) {
        LogFinding finding = found.finding();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", id);
        node.put("kind", lower(finding.kind()));
        node.put("start", found.start().map(Object::toString).orElse(null));
        node.put("minutes", found.slot().toMinutes());
        node.put("severity", lower(finding.severity()));
        node.put("score", finding.score());
        node.put("count", finding.count());
        node.put("expected", finding.expected().expected());
        node.put("template", finding.text());
        node.put("rule", finding.rule().orElse(null));
        node.put("words", finding.words().en());
        node.put("words_zh", finding.words().zh());
        node.set("quotes", quotes(finding.quotes()));
        return node;
    }

    private static ObjectNode row(LogReport.Row row) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", row.id());
        node.put("text", row.text());
        node.put("count", row.count());
        node.put("severity", lower(row.worst()));
        ArrayNode counts = node.putArray("counts");
        for (long count : row.counts()) counts.add(count);
        node.set("quotes", quotes(row.quotes()));
        ArrayNode variables = node.putArray("variables");
        for (Variable variable : row.variables()) variables.add(variable(variable));
        return node;
    }

    private static ObjectNode variable(Variable variable) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("place", variable.place());
        node.put("type", lower(variable.type()));
        node.put("before", variable.before());
        node.put("seen", variable.seen());
        ArrayNode common = node.putArray("common");
        for (Variable.Common value : variable.common()) {
            common.addObject().put("value", value.value()).put("count", value.count());
        }
        ArrayNode quartiles = node.putArray("quartiles");
        int last = variable.sample().length - 1;
        for (int i = 0; i <= 4 && last >= 0; i++) quartiles.add(variable.sample()[last * i / 4]);
        return node;
    }

    private static ArrayNode quotes(List<Quote> quotes) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Quote quote : quotes) {
            array.addObject().put("position", quote.position()).put("text", quote.text());
        }
        return array;
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
