package io.sreagent.integrations.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sreagent.analysis.fact.Hurts;
import io.sreagent.analysis.fact.Unit;
import io.sreagent.contract.source.Indicator;
import io.sreagent.contract.yaml.Mistakes;
import io.sreagent.contract.yaml.YamlNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The file that says which query measures what: presets in order of preference, the first that has
 * an indicator provides it.
 */
record Catalogue(List<Preset> presets) {
    private static final String SHIPPED = "/config/catalogue.yaml";
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LEFT_OVER = Pattern.compile("\\$\\{(?!window})[^}]*}");

    Catalogue {
        presets = List.copyOf(presets);
    }

    static Catalogue shipped() {
        try (InputStream file =
                Objects.requireNonNull(Catalogue.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            return parse("catalogue.yaml", new String(file.readAllBytes(), UTF_8));
        } catch (IOException | Mistakes broken) {
            throw new IllegalStateException("the shipped catalogue cannot be read", broken);
        }
    }

    static Catalogue read(Path file) throws Mistakes {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "prometheus.catalogue: " + file + " cannot be read: " + unreadable.getMessage(),
                    unreadable);
        }
    }

    static Catalogue parse(String file, String text) throws Mistakes {
        YamlNode root = YamlNode.read(file, text).onlyKeys("variables", "presets");
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("pod_name", PodNames.PATTERN);
        root.at("variables").entries().forEach((name, value) -> variables.put(name, value.text()));
        Map<String, YamlNode> byName = new LinkedHashMap<>();
        List<Preset> presets = new ArrayList<>();
        for (YamlNode node : root.at("presets").items()) {
            presets.add(preset(node, byName, variables));
        }
        root.done();
        return new Catalogue(presets);
    }

    private static Preset preset(
            YamlNode node, Map<String, YamlNode> earlier, Map<String, String> variables) {
        node.onlyKeys("name", "probe", "like", "replace", "indicators");
        String name = node.at("name").text();
        String probe = node.at("probe").text();
        if (!METRIC.matcher(probe).matches()) {
            node.at("probe").mistake("'" + probe + "' is not the name of a metric");
        }
        YamlNode entries = node.at("indicators");
        if (node.at("like").isPresent()) {
            YamlNode like = earlier.get(node.at("like").text());
            if (like == null) {
                node.at("like").mistake("there is no earlier preset of this name");
            } else {
                entries = like.at("indicators");
            }
        }
        if (earlier.put(name, node) != null) node.at("name").mistake("is there twice");
        Map<String, String> replaced = new LinkedHashMap<>();
        node.at("replace").entries().forEach((from, to) -> replaced.put(from, to.text()));
        Set<String> names = new HashSet<>();
        List<Preset.Entry> read = new ArrayList<>();
        for (YamlNode entry : entries.items()) {
            Preset.Entry indicator = entry(entry, variables, replaced);
            if (!names.add(indicator.indicator().name())) {
                entry.at("name").mistake("is there twice in this preset");
            }
            read.add(indicator);
        }
        return new Preset(name, probe, read);
    }

    private static Preset.Entry entry(
            YamlNode node, Map<String, String> variables, Map<String, String> replaced) {
        node.onlyKeys(
                "name",
                "query",
                "unit",
                "hurts",
                "scope",
                "service_level",
                "limit",
                "matters",
                "harmful");
        String query = node.at("query").text().strip();
        for (var variable : variables.entrySet()) {
            query = query.replace("${" + variable.getKey() + "}", variable.getValue());
        }
        for (var word : replaced.entrySet()) {
            query =
                    query.replaceAll(
                            "\\b" + Pattern.quote(word.getKey()) + "\\b",
                            java.util.regex.Matcher.quoteReplacement(word.getValue()));
        }
        if (LEFT_OVER.matcher(query).find()) {
            node.at("query").mistake("has a variable that is not among 'variables'");
        }
        Preset.ServiceLevel level =
                node.at("service_level")
                        .oneOf(Preset.ServiceLevel.class, Preset.ServiceLevel.FALSE);
        Indicator indicator =
                new Indicator(
                        node.at("name").text(),
                        query,
                        node.at("unit").oneOf(Unit.class, Unit.NONE),
                        node.at("hurts").oneOf(Hurts.class, Hurts.BOTH),
                        node.at("scope").oneOf(Indicator.Scope.class, Indicator.Scope.SYSTEM),
                        level.opensAmongOthers(),
                        node.at("limit").number(Double.NaN),
                        node.at("matters").number(Double.NaN),
                        node.at("harmful").number(Double.NaN));
        return new Preset.Entry(indicator, level);
    }
}
