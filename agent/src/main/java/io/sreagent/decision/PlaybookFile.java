package io.sreagent.decision;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.plan.Check;
import io.sreagent.contract.yaml.Mistakes;
import io.sreagent.contract.yaml.YamlNode;
import io.sreagent.incident.Sha256;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads one playbook. A step can only name a registered tool and its declared arguments; whatever
 * else a file says is a mistake with its line. The format is documented in {@code
 * docs/guides/playbooks.md}.
 */
final class PlaybookFile {
    private final Map<String, Executor> tools;

    PlaybookFile(List<Executor> executors) {
        tools = executors.stream().collect(Collectors.toMap(Executor::tool, Function.identity()));
    }

    Playbook read(String file, String id, String text) throws Mistakes {
        YamlNode root =
                YamlNode.read(file, text)
                        .onlyKeys(
                                "title", "match", "steps", "verify", "expected_success", "relief");
        Words title = words(root.at("title").onlyKeys("en", "zh"));
        Playbook.Match match = match(root.at("match"));
        List<Playbook.Template> steps = new ArrayList<>();
        for (YamlNode step : root.at("steps").items()) steps.add(step(step));
        if (steps.isEmpty()) root.at("steps").mistake("a playbook has at least one step");
        Check verify = check(root.at("verify"));
        double expected = root.at("expected_success").number(0.5);
        if (expected < 0 || expected > 1) root.at("expected_success").mistake("must lie in 0–1");
        boolean relief = root.at("relief").flag(false);
        root.done();
        return new Playbook(id, Sha256.hex(text), title, match, steps, verify, expected, relief);
    }

    private static Words words(YamlNode node) {
        String english = node.at("en").text();
        return new Words(english, node.at("zh").text(english));
    }

    private static Playbook.Match match(YamlNode node) {
        node.onlyKeys("causes", "kinds", "change", "labels", "acts_on");
        Set<FaultKind> causes = EnumSet.noneOf(FaultKind.class);
        node.at("causes")
                .items()
                .forEach(c -> causes.add(c.oneOf(FaultKind.class, FaultKind.UNKNOWN)));
        if (causes.isEmpty()) node.at("causes").mistake("must name at least one kind of fault");
        Set<String> kinds = new HashSet<>();
        node.at("kinds").items().forEach(kind -> kinds.add(kind.text()));
        Set<Change.Kind> change = EnumSet.noneOf(Change.Kind.class);
        node.at("change")
                .items()
                .forEach(c -> change.add(c.oneOf(Change.Kind.class, Change.Kind.OTHER)));
        Map<String, String> labels = new HashMap<>();
        node.at("labels").entries().forEach((name, value) -> labels.put(name, value.text()));
        Playbook.Acts acts = node.at("acts_on").oneOf(Playbook.Acts.class, Playbook.Acts.ITSELF);
        if (acts == Playbook.Acts.CALLER && change.isEmpty())
            node.at("change").mistake("is needed with acts_on: caller, or any caller would do");
        return new Playbook.Match(causes, kinds, change, labels, acts);
    }

    private Playbook.Template step(YamlNode node) {
        node.onlyKeys(
                "name",
                "tool",
                "target",
                "arguments",
                "pre_check",
                "verify",
                "timeout",
                "rollback");
        String tool = node.at("tool").text();
        Map<String, String> arguments = new HashMap<>();
        node.at("arguments").entries().forEach((name, value) -> arguments.put(name, value.text()));
        Executor executor = tools.get(tool);
        if (executor == null) {
            node.at("tool")
                    .mistake(
                            "'"
                                    + tool
                                    + "' is no registered tool; there are "
                                    + sorted(tools.keySet()));
        } else {
            checkArguments(node.at("arguments"), arguments, executor.parameters());
        }
        // What is not checked must not look as if it were.
        if (node.at("verify").isPresent())
            node.at("verify")
                    .mistake("steps are not verified one by one: write verify beside steps");
        return new Playbook.Template(
                node.at("name").text(tool),
                tool,
                node.at("target").oneOf(Playbook.Aim.class, Playbook.Aim.WORKLOAD),
                arguments,
                preCheck(node.at("pre_check")),
                node.at("timeout").duration(Duration.ofMinutes(10)),
                node.at("rollback").flag(true));
    }

    private static void checkArguments(
            YamlNode node, Map<String, String> given, List<Parameter> known) {
        Set<String> names = known.stream().map(Parameter::name).collect(Collectors.toSet());
        given.keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> node.at(name).mistake("this tool takes only " + sorted(names)));
        known.stream()
                .filter(parameter -> parameter.required() && !given.containsKey(parameter.name()))
                .forEach(
                        parameter ->
                                node.at(parameter.name())
                                        .mistake("is missing: " + parameter.description()));
    }

    private static boolean preCheck(YamlNode node) {
        String text = node.text("trouble_persists");
        if (text.equals("trouble_persists")) return true;
        if (!text.equals("none"))
            node.mistake("'" + text + "' is neither trouble_persists nor none");
        return false;
    }

    private static Check check(YamlNode node) {
        node.onlyKeys("indicator", "samples", "within");
        int samples = node.at("samples").integer(5);
        if (samples < 1) node.at("samples").mistake("must be at least 1");
        String indicator = node.at("indicator").text("trigger");
        if (!indicator.equals("trigger"))
            node.at("indicator")
                    .mistake("only 'trigger' is verified: the indicator that opened the incident");
        return new Check(
                indicator,
                Math.max(1, samples),
                node.at("within").duration(Duration.ofMinutes(20)));
    }

    private static String sorted(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining(", "));
    }
}
