package io.sreagent.simulator.scenario;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a scenario file. All problems are gathered, each with file, line and key, and thrown
 * together as one {@link ScenarioException}.
 */
public final class ScenarioParser {
    private final String file;
    private final List<String> problems = new ArrayList<>();

    private ScenarioParser(String file) {
        this.file = file;
    }

    public static Scenario parse(Path path) {
        try {
            return parse(path.toString(), Files.readString(path));
        } catch (IOException e) {
            throw new ScenarioException(List.of(path + ":1: file: cannot be read: " + e));
        }
    }

    /**
     * @param file how problems name it
     */
    public static Scenario parse(String file, String yaml) {
        return new ScenarioParser(file).scenario(yaml);
    }

    private Scenario scenario(String yaml) {
        Node root;
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new ScenarioException(
                    List.of("%s:%d: file: is not YAML: %s".formatted(file, line, e.getProblem())));
        } catch (YAMLException e) {
            throw new ScenarioException(
                    List.of("%s:1: file: is not YAML: %s".formatted(file, e.getMessage())));
        }
        if (root == null) {
            throw new ScenarioException(List.of(file + ":1: file: is empty"));
        }
        Section top = new Section(file, "", root, problems);
        String id = top.required("id", top.text("id"), "?");
        Topology topology = new TopologyReader(problems).read(top);
        Duration duration = positive(top, "duration", Duration.ofHours(4));
        Scenario scenario =
                new Scenario(
                        id,
                        top.text("name").or(() -> top.text("title")).orElse(id),
                        top.value("seed", text -> (long) Quantity.number(text)).orElse(1L),
                        historyDays(top),
                        duration,
                        topology,
                        load(top),
                        top.list("events", "kind").stream()
                                .map(s -> event(s, topology, duration))
                                .toList(),
                        top.list("faults", "kind").stream()
                                .map(s -> fault(s, topology, duration))
                                .toList(),
                        top.section("truth")
                                .map(s -> truth(s, topology))
                                .orElse(new Truth(List.of(), null, List.of(), List.of())));
        top.text("description");
        top.done();
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return scenario;
    }

    private static int historyDays(Section top) {
        Optional<Integer> days = top.integer("history_days", 0);
        if (days.isPresent() && days.get() > 60) {
            top.problem("history_days", "must be at most 60");
        }
        return days.orElse(14);
    }

    private static Load load(Section top) {
        Optional<Section> given = top.section("load");
        if (given.isEmpty()) {
            return new Load(100, 0.4, 0.2, 0.05);
        }
        Section s = given.get();
        Load load = new Load(100, 0, 0, 0);
        double base = s.value("base_rps", Quantity::number).orElse(100.0);
        double daily = s.value("daily", Quantity::number).orElse(0.4);
        double weekly = s.value("weekly", Quantity::number).orElse(0.2);
        double noise = s.value("noise", Quantity::number).orElse(0.05);
        try {
            load = new Load(base, daily, weekly, noise);
        } catch (IllegalArgumentException e) {
            s.problem(
                    base > 0
                            ? (daily >= 0 && daily <= 1
                                    ? (weekly >= 0 && weekly <= 1 ? "noise" : "weekly")
                                    : "daily")
                            : "base_rps",
                    String.valueOf(e.getMessage()));
        }
        s.done();
        return load;
    }

    private InnocentEvent event(Section s, Topology topology, Duration duration) {
        EventKind kind = s.required("kind", s.word("kind", EventKind.class), EventKind.RESTART);
        boolean needsTarget =
                kind != EventKind.HOLIDAY
                        && kind != EventKind.SCRAPE_GAP
                        && kind != EventKind.BATCH_JOB;
        String target = s.text("target").orElse(Fault.EVERYTHING);
        if (needsTarget && !s.has("target")) {
            s.problem("target", "is missing");
        } else if (needsTarget) {
            checkRuns(s, "target", target, topology);
        } else if (s.has("target")
                && !Fault.EVERYTHING.equals(target)
                && kind != EventKind.HOLIDAY) {
            checkTarget(s, "target", target, topology);
        }
        Settings with = settings(s);
        InnocentEvent event =
                new InnocentEvent(
                        at(s, duration),
                        kind,
                        target,
                        s.text("version")
                                .or(() -> Optional.ofNullable(with.values().get("version")))
                                .orElse(null),
                        s.integer("replicas", 0)
                                .or(
                                        () ->
                                                Optional.ofNullable(with.values().get("replicas"))
                                                        .map(v -> (int) Quantity.number(v)))
                                .orElse(null),
                        lasts(s, with),
                        with);
        s.done();
        return event;
    }

    private Fault fault(Section s, Topology topology, Duration duration) {
        FaultKind kind = s.required("kind", s.word("kind", FaultKind.class), FaultKind.BAD_RELEASE);
        String target = s.required("target", s.text("target"), Fault.EVERYTHING);
        if (s.has("target")) {
            boolean workload =
                    kind == FaultKind.BAD_IMAGE
                            || kind == FaultKind.BAD_CONFIG
                            || kind == FaultKind.BAD_RELEASE;
            if (workload) {
                checkRuns(s, "target", target, topology);
            } else {
                checkTarget(s, "target", target, topology);
            }
        }
        Settings with = settings(s);
        Fault fault =
                new Fault(
                        at(s, duration),
                        kind,
                        target,
                        with,
                        s.has("cause") ? cause(s, target, topology) : null,
                        lasts(s, with));
        s.done();
        return fault;
    }

    private @Nullable Cause cause(Section s, String faultTarget, Topology topology) {
        if (s.isText("cause")) {
            return s.word("cause", Cause.Kind.class)
                    .map(kind -> new Cause(kind, faultTarget, null))
                    .orElse(null);
        }
        Section c = s.section("cause").orElseThrow();
        Optional<Cause.Kind> kind = c.value("kind", ScenarioParser::causeKind);
        String target = c.text("target").or(() -> c.text("service")).orElse(faultTarget);
        c.required("kind", kind, Cause.Kind.DEPLOY);
        if (c.has("target")) {
            checkRuns(c, "target", target, topology);
        }
        Cause cause =
                kind.map(k -> new Cause(k, target, c.text("version").orElse(null))).orElse(null);
        c.text("version");
        c.done();
        return cause;
    }

    private static Cause.Kind causeKind(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "deploy", "release", "rollout", "image" -> Cause.Kind.DEPLOY;
            case "config", "configmap", "config_push" -> Cause.Kind.CONFIG;
            default ->
                    throw new IllegalArgumentException(
                            "'%s' is not known; one of deploy, config".formatted(text));
        };
    }

    private static Settings settings(Section s) {
        return s.section("with")
                .map(
                        with -> {
                            var all = with.all();
                            all.forEach((key, value) -> check(with, key, value));
                            return new Settings(all);
                        })
                .orElse(Settings.NONE);
    }

    private static void check(Section with, String key, String value) {
        Optional<Settings.Knob> knob = Settings.knob(key);
        if (knob.isEmpty()) {
            with.problem(
                    key,
                    "is not a setting; known are mb_per_min, error_rate, latency_ms, factor, cores, share, connections, ramp, duration and their like");
            return;
        }
        try {
            switch (knob.get()) {
                case TEXT, CRASH -> {}
                case DURATION, RAMP, LATENCY -> {
                    if (!value.matches("[0-9.]+")) {
                        Quantity.duration(value);
                    }
                }
                case COUNT -> Quantity.mebibytes(value);
                default -> Quantity.number(value);
            }
        } catch (IllegalArgumentException e) {
            with.problem(key, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Duration lasts(Section s, Settings with) {
        Optional<Duration> direct =
                s.value("duration", Quantity::duration)
                        .or(() -> s.value("lasts", Quantity::duration));
        if (direct.isPresent()) {
            return direct.get();
        }
        try {
            return with.has(Settings.Knob.DURATION)
                    ? with.duration(Settings.Knob.DURATION, Duration.ofMinutes(10))
                    : null;
        } catch (IllegalArgumentException e) {
            return null; // already told with its line
        }
    }

    private static Duration at(Section s, Duration duration) {
        Duration at = s.required("at", s.value("at", Quantity::duration), Duration.ZERO);
        if (at.compareTo(duration) > 0) {
            s.problem("at", "is after the end of the scenario (" + duration + ")");
        }
        return at;
    }

    private static Duration positive(Section s, String key, Duration otherwise) {
        Duration given = s.value(key, Quantity::duration).orElse(otherwise);
        if (given.isNegative() || given.isZero()) {
            s.problem(key, "must be over 0");
            return otherwise;
        }
        return given;
    }

    private Truth truth(Section s, Topology topology) {
        List<Truth.RootCause> causes = new ArrayList<>();
        for (Section c : s.list("root_causes", "service")) {
            String service =
                    c.required("service", c.text(c.oneOf("service", "target", "node")), "?");
            Optional<CauseKind> kind = c.word("kind", CauseKind.class);
            c.required("kind", kind, CauseKind.RELEASE);
            if (!service.equals("?")) {
                checkTarget(c, "service", service, topology);
            }
            causes.add(new Truth.RootCause(service, kind.orElse(CauseKind.RELEASE)));
            c.done();
        }
        Truth truth =
                new Truth(
                        causes,
                        s.has("symptom") && !s.isText("symptom")
                                ? symptom(s, topology)
                                : noSymptom(s),
                        fixes(s, topology),
                        innocent(s));
        s.done();
        return truth;
    }

    private static Truth.@Nullable Symptom noSymptom(Section s) {
        s.text("symptom")
                .filter(t -> !t.equals("none"))
                .ifPresent(
                        t ->
                                s.problem(
                                        "symptom",
                                        "must be none or a mapping with service, indicator and leaves"));
        return null;
    }

    private static List<String> innocent(Section s) {
        return s.isText("innocent") ? s.text("innocent").stream().toList() : s.texts("innocent");
    }

    private static Truth.@Nullable Symptom symptom(Section truth, Topology topology) {
        Section s = truth.section("symptom").orElseThrow();
        String service = s.required("service", s.text(s.oneOf("service", "target")), "?");
        if (!service.equals("?")) {
            checkTarget(s, "service", service, topology);
        }
        Optional<Indicator> indicator =
                s.value(
                        "indicator",
                        text ->
                                Indicator.meantBy(text)
                                        .orElseThrow(
                                                () ->
                                                        new IllegalArgumentException(
                                                                "'%s' is not known; one of %s"
                                                                        .formatted(
                                                                                text,
                                                                                Section.words(
                                                                                        Indicator
                                                                                                .class)))));
        s.required("indicator", indicator, Indicator.ERROR_RATE);
        String spelling = s.text("indicator").orElse("");
        String key = s.oneOf("leaves", "above", "below", "threshold");
        String direction = s.text("direction").orElse(key);
        Optional<String> raw = s.text(key);
        Optional<Double> leaves =
                s.value(
                        key,
                        text ->
                                threshold(
                                        text.replaceFirst("^[<>]=?\\s*", ""),
                                        indicator.orElse(Indicator.ERROR_RATE),
                                        spelling));
        s.required(key, leaves, 0.0);
        s.done();
        if (indicator.isEmpty() || leaves.isEmpty()) {
            return null;
        }
        boolean above =
                direction.startsWith("above")
                        || direction.equals("up")
                        || raw.orElse("").startsWith(">")
                        || (indicator.get().hurtsAbove()
                                && !direction.startsWith("below")
                                && !direction.equals("down")
                                && !raw.orElse("").startsWith("<"));
        return new Truth.Symptom(service, indicator.get(), leaves.get(), above);
    }

    /**
     * Latency in ms unless the name ends in seconds or the value has a unit; under 10 it can only
     * mean seconds.
     */
    private static double threshold(String text, Indicator indicator, String spelling) {
        if (indicator.isLatency()) {
            if (text.matches("[0-9.]+\\s*(ms|s|m)")) {
                return Quantity.duration(text).toMillis();
            }
            double v = Quantity.number(text);
            boolean seconds =
                    spelling.matches(".*_(s|sec|seconds)") || (v < 10 && !spelling.endsWith("_ms"));
            return seconds ? v * 1000 : v;
        }
        double v = Quantity.number(text);
        boolean percent = spelling.matches(".*(percent|pct)");
        return percent ? v / 100 : v;
    }

    private static List<Truth.AcceptableFix> fixes(Section s, Topology topology) {
        List<Truth.AcceptableFix> fixes = new ArrayList<>();
        if (s.isText("acceptable_fixes")) {
            s.word("acceptable_fixes", FixAction.class)
                    .ifPresent(a -> fixes.add(new Truth.AcceptableFix(a, Fault.EVERYTHING, false)));
            return fixes;
        }
        for (Section f : s.list("acceptable_fixes", "action")) {
            Optional<FixAction> action = f.word("action", FixAction.class);
            f.required("action", action, FixAction.HUMAN);
            String target = f.text("target").orElse(Fault.EVERYTHING);
            if (f.has("target")) {
                checkTarget(f, "target", target, topology);
            }
            boolean relief = f.text("relief").map(Boolean::parseBoolean).orElse(false);
            action.ifPresent(a -> fixes.add(new Truth.AcceptableFix(a, target, relief)));
            f.done();
        }
        return fixes;
    }

    private static void checkRuns(Section s, String key, String target, Topology topology) {
        Optional<ServiceSpec> service = topology.service(target);
        if (service.isEmpty()) {
            s.problem(key, "'%s' is not a service of the topology".formatted(target));
        } else if (service.get().external()) {
            s.problem(
                    key,
                    "'%s' is external: nothing of it can be deployed or changed".formatted(target));
        }
    }

    /** A service, a node, or everything. */
    private static void checkTarget(Section s, String key, String target, Topology topology) {
        boolean known =
                topology.service(target).isPresent()
                        || List.of(
                                        "*",
                                        "all",
                                        "cluster",
                                        "load",
                                        "coredns",
                                        "kube-dns",
                                        "dns",
                                        topology.namespace())
                                .contains(target)
                        || target.matches("node-?[0-9]+");
        if (!known) {
            s.problem(key, "'%s' is not a service of the topology, nor a node".formatted(target));
        }
    }
}
