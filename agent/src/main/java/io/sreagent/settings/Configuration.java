package io.sreagent.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as it applies, with everything that is wrong with it.
 *
 * <p>Who wins, strongest first: {@code --set}, environment, {@code .env}, {@code
 * config.${ENV}.yaml}, {@code config.yaml}, the code. An environment variable that is set but empty
 * says nothing, since container platforms cannot leave one out.
 *
 * @param home what relative paths are relative to
 * @param settings key → value and origin, also those that only the code sets
 * @param mistakes one line each, with file and line; the program does not start while there is one
 * @param notes one line each, worth knowing, in nobody's way
 */
public record Configuration(
        Path home, Map<String, Setting> settings, List<String> mistakes, List<String> notes) {
    /** The origin of what only the code said. */
    static final String DEFAULT = "default";

    public Configuration {
        settings = Map.copyOf(settings);
        mistakes = List.copyOf(mistakes);
        notes = List.copyOf(notes);
    }

    /**
     * Reads what there is below a home directory.
     *
     * @param environment of the process
     * @param given from the command line, key → text
     */
    public static Configuration read(
            Keys keys, Path home, Map<String, String> environment, Map<String, String> given) {
        return new Reading(keys, home, environment, given).read();
    }

    public Optional<String> get(String key) {
        return Optional.ofNullable(settings.get(key))
                .map(Setting::value)
                .filter(value -> !value.isEmpty());
    }

    /** The value of a key and who said so. */
    public Setting setting(String key) {
        Setting setting = settings.get(key);
        if (setting == null) throw new IllegalArgumentException("nobody set " + key);
        return setting;
    }

    /** The value of a key that has a default. */
    public String require(String key) {
        return get(key).orElseThrow(() -> new IllegalArgumentException("no default for " + key));
    }

    /** Every secret, as it is: to be taken out of what leaves the process. */
    public List<String> secrets() {
        return settings.values().stream()
                .filter(setting -> setting.key().isSecret())
                .map(Setting::value)
                .toList();
    }

    /** A path, relative ones below home. */
    public Path path(String key) {
        return home.resolve(require(key));
    }

    /** Whether anyone but the code said something about this key. */
    public boolean isSet(String key) {
        Setting setting = settings.get(key);
        return setting != null && !setting.origin().equals(DEFAULT);
    }

    /** One reading; holds what its steps share. */
    private static final class Reading {
        private final Keys keys;
        private final Path home;
        private final Map<String, String> environment;
        private final Map<String, String> fromCommandLine;
        private final Map<String, Setting> settings = new LinkedHashMap<>();
        private final List<String> mistakes = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();

        Reading(
                Keys keys,
                Path home,
                Map<String, String> environment,
                Map<String, String> fromCommandLine) {
            this.keys = keys;
            this.home = home;
            this.environment = environment;
            this.fromCommandLine = fromCommandLine;
        }

        Configuration read() {
            Path dotEnv = home.resolve(".env");
            Map<String, YamlFile.Entry> local =
                    Files.exists(dotEnv) ? DotEnv.read(dotEnv, mistakes) : Map.of();
            for (Key key : keys.list()) {
                if (key.fallback() != null) take(key, key.fallback(), DEFAULT);
            }
            file("config.yaml");
            stage(local).ifPresent(this::stageFile);
            for (Key key : keys.list()) fromEnvironment(key, local);
            local.forEach(this::unknown);
            fromCommandLine.forEach((name, text) -> named(name, text, "--set"));
            settings.values().forEach(this::noteLater);
            mistakes.addAll(Agreement.between(settings, home));
            return new Configuration(home, settings, mistakes, notes);
        }

        private Optional<String> stage(Map<String, YamlFile.Entry> local) {
            String stage = environment.get("ENV");
            if (stage == null && local.containsKey("ENV")) stage = local.get("ENV").text();
            // Shells have an ENV of their own: the path of a start-up file.
            return Optional.ofNullable(stage).filter(name -> name.matches("[A-Za-z0-9_-]+"));
        }

        private void stageFile(String stage) {
            String name = "config." + stage + ".yaml";
            if (!Files.exists(home.resolve("config").resolve(name))) {
                notes.add("ENV is " + stage + ", but there is no config/" + name);
            }
            file(name);
        }

        private void file(String name) {
            Path file = home.resolve("config").resolve(name);
            if (!Files.exists(file)) return;
            String shown = "config/" + name;
            YamlFile.read(file, shown, mistakes)
                    .forEach((key, e) -> named(key, e.text(), shown + ":" + e.line()));
        }

        private void fromEnvironment(Key key, Map<String, YamlFile.Entry> local) {
            List<String> names = new ArrayList<>();
            names.add(key.environmentName());
            String provider = provider();
            key.aliases().stream()
                    .filter(alias -> !Keys.isForAnother(alias, provider))
                    .forEach(names::add);
            for (String name : names) {
                String text = environment.get(name);
                if (text != null && !text.isEmpty()) {
                    take(key, text, "environment " + name);
                    return;
                }
            }
            for (String name : names) {
                YamlFile.Entry entry = local.get(name);
                if (entry != null && !entry.text().isEmpty()) {
                    take(key, entry.text(), ".env:" + entry.line());
                    return;
                }
            }
        }

        /** It is read before what depends on it, except from the command line. */
        private String provider() {
            String given = fromCommandLine.get("llm.provider");
            Setting set = settings.get("llm.provider");
            return given != null ? given : set == null ? "none" : set.value();
        }

        /** A .env may hold what others read, so only what looks like ours must be known. */
        private void unknown(String name, YamlFile.Entry entry) {
            if (!keys.isMistyped(name)) return;
            String guess =
                    keys.nearestEnvironmentName(name)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("");
            mistakes.add(".env:" + entry.line() + ": unknown name " + name + guess);
        }

        /** The shipped file repeats the defaults; only who wants another value must know. */
        private void noteLater(Setting setting) {
            String name = setting.key().name();
            if (!Keys.isLater(name) || setting.value().equals(setting.key().fallback())) return;
            notes.add(setting.origin() + ": " + name + " is for a later version; nothing reads it");
        }

        private void named(String name, String text, String origin) {
            Optional<Key> key = keys.find(name);
            if (key.isPresent()) {
                take(key.get(), text, origin);
                return;
            }
            String guess =
                    keys.nearest(name).map(near -> "; did you mean " + near + "?").orElse("");
            mistakes.add(origin + ": unknown key " + name + guess);
        }

        private void take(Key key, String text, String origin) {
            String value = key.kind() instanceof Kind.Address ? Kind.Address.complete(text) : text;
            @Nullable String objection = key.kind().objection(text).orElse(null);
            if (objection == null) {
                settings.put(key.name(), new Setting(key, value, origin));
            } else {
                String shown = key.kind() instanceof Kind.Address ? Masked.text(value) : text;
                mistakes.add(origin + ": " + key.name() + ": '" + shown + "' " + objection);
            }
        }
    }
}
