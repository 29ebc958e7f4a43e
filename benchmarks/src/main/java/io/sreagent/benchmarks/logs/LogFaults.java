package io.sreagent.benchmarks.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sreagent.analysis.fact.LogLine;
import io.sreagent.analysis.fact.LogLine.Severity;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.logs.finding.LogFinding;
import io.sreagent.analysis.logs.finding.LogFindings;
import io.sreagent.analysis.logs.finding.LogWindow;
import io.sreagent.analysis.logs.finding.TemplateBaseline;
import io.sreagent.analysis.logs.template.Template;
import io.sreagent.analysis.logs.template.TemplateMiner;
import io.sreagent.simulator.Simulator;
import io.sreagent.simulator.SimulatorOptions;
import io.sreagent.simulator.scenario.Scenario;
import io.sreagent.simulator.scenario.ShippedScenarios;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether log findings notice the faults of the simulator's scenarios, read over Loki's API in
 * slots of five minutes, learned from the hours before.
 *
 * <p>An alarm is a new, rare or bursting template of level WARN or worse of one service in one
 * slot. It is right after the first fault began. A fault shows in the logs when a service writes at
 * least {@link #VISIBLE} lines of WARN or worse in the half hour after it. Recall: share of those
 * faults with an alarm in that half hour. Precision: share of right alarms.
 *
 * <p>{@code LogFaults [FROM] [UNTIL]}: numbers of shipped scenarios.
 */
public final class LogFaults {
    private static final Duration SLOT = Duration.ofMinutes(5);
    private static final Duration AFTER = Duration.ofMinutes(30);
    private static final Duration PAST = Duration.ofMinutes(235); // what the simulator keeps
    private static final int VISIBLE = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private int visible;
    private int noticed;
    private int right;
    private int wrong;

    private LogFaults() {}

    /** What is known of one service. */
    private static final class Watched {
        final TemplateMiner miner = new TemplateMiner();
        final TemplateBaseline baseline = new TemplateBaseline(ZoneOffset.UTC, SLOT);
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        int from = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1;
        int until = arguments.length > 1 ? Integer.parseInt(arguments[1]) : Integer.MAX_VALUE;
        LogFaults faults = new LogFaults();
        List<Scenario> scenarios = ShippedScenarios.all();
        for (int i = from; i <= Math.min(until, scenarios.size()); i++) {
            faults.run(scenarios.get(i - 1));
        }
        System.out.printf(
                "faults that show %d, noticed %d: recall %.3f; alarms %d, right %d: precision"
                        + " %.3f%n",
                faults.visible,
                faults.noticed,
                (double) faults.noticed / Math.max(1, faults.visible),
                faults.right + faults.wrong,
                faults.right,
                (double) faults.right / Math.max(1, faults.right + faults.wrong));
    }

    private void run(Scenario scenario) throws IOException, InterruptedException {
        Duration before = scenario.faults().isEmpty() ? Duration.ofHours(2) : scenario.firstFault();
        Duration length = before.plus(AFTER);
        Map<String, Watched> services = new TreeMap<>();
        int troubled = 0;
        int early = 0;
        int late = 0;
        try (Simulator world = Simulator.start(scenario, SimulatorOptions.lockstep())) {
            Instant start = world.clock().instant();
            Optional<Instant> fault = world.truth().firstFaultAt();
            for (Instant slot = start.minus(PAST);
                    slot.isBefore(start.plus(length));
                    slot = slot.plus(SLOT)) {
                Instant end = slot.plus(SLOT);
                if (end.isAfter(world.clock().instant())) {
                    world.advance(Duration.between(world.clock().instant(), end));
                }
                boolean after = fault.isPresent() && !end.isBefore(fault.get());
                for (var entry : lines(world.lokiUrl(), slot, end).entrySet()) {
                    Watched watched = services.computeIfAbsent(entry.getKey(), s -> new Watched());
                    int alarms = judge(watched, slot, entry.getValue());
                    if (after) late += alarms;
                    else early += alarms;
                    if (after) troubled += troubled(entry.getValue());
                }
            }
        }
        boolean shows = !scenario.faults().isEmpty() && troubled >= VISIBLE;
        if (shows) visible++;
        if (shows && late > 0) noticed++;
        right += late;
        wrong += early;
        System.out.printf(
                "%-12s %-18s trouble lines after %4d, alarms before %d, after %d%n",
                scenario.id(),
                scenario.faults().isEmpty() ? "-" : scenario.faults().getFirst().kind(),
                troubled,
                early,
                late);
    }

    private static int troubled(List<LogLine> lines) {
        return (int) lines.stream().filter(l -> l.severity().compareTo(Severity.WARN) >= 0).count();
    }

    private static int judge(Watched watched, Instant slot, List<LogLine> lines) {
        LogWindow window = new LogWindow(slot, SLOT, message -> Optional.empty());
        for (LogLine line : lines) window.add(watched.miner.add(line.message()), line);
        watched.miner.consolidate();
        window.settle(watched.miner);
        watched.baseline.settle(watched.miner);
        LogFindings findings =
                new LogFindings(
                        watched.baseline,
                        id -> watched.miner.template(id).map(Template::text).orElse(""));
        long alarms =
                findings.of(window).stream()
                        .filter(f -> f.kind() != LogFinding.Kind.VANISHED)
                        .filter(f -> f.severity().compareTo(Severity.WARN) >= 0)
                        .count();
        watched.baseline.learn(slot, window.counts());
        return alarms > 0 ? 1 : 0;
    }

    private Map<String, List<LogLine>> lines(String loki, Instant from, Instant until)
            throws IOException, InterruptedException {
        String query = URLEncoder.encode("{namespace=~\".+\"}", StandardCharsets.UTF_8);
        URI uri =
                URI.create(
                        "%s/loki/api/v1/query_range?query=%s&start=%d&end=%d&limit=5000&direction=forward"
                                .formatted(loki, query, nanos(from), nanos(until)));
        JsonNode answer =
                JSON.readTree(
                        http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                                .body());
        Map<String, List<LogLine>> byService = new LinkedHashMap<>();
        for (JsonNode stream : answer.at("/data/result")) {
            String service = stream.at("/stream/app").asText();
            for (JsonNode value : stream.path("values")) {
                byService
                        .computeIfAbsent(service, s -> new ArrayList<>())
                        .add(line(service, value.path(0).asLong(), value.path(1).asText()));
            }
        }
        return byService;
    }

    /** {@code 2026-03-17T12:00:00Z ERROR [cart] message}, as the simulated programs write. */
    private static LogLine line(String service, long nanos, String text) {
        String[] parts = text.split("\\s+", 4);
        boolean usual = parts.length == 4 && parts[2].startsWith("[");
        Severity severity = Severity.INFO;
        for (Severity each : Severity.values())
            if (usual && parts[1].equals(each.name())) severity = each;
        return new LogLine(
                Instant.ofEpochSecond(0, nanos),
                Resource.service("shop", service),
                severity,
                usual ? parts[3] : text,
                null,
                service);
    }

    private static long nanos(Instant time) {
        return time.getEpochSecond() * 1_000_000_000L + time.getNano();
    }
}
