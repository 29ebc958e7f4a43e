package io.sreagent.settings;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Hands the configuration to the container. Empty until {@link #install}, so that what happens to
 * lie in the working directory of a build never becomes part of what is built.
 */
public final class SettingsSource implements ConfigSource {
    /** Above the container's own environment source (300), whose precedence differs from ours. */
    private static final int ORDINAL = 350;

    private static volatile Map<String, String> installed = Map.of();
    private static volatile List<String> secrets = List.of();

    /** To be called before the container starts; values are taken literally. */
    public static void install(Map<String, String> values) {
        Map<String, String> literal = new java.util.HashMap<>();
        // Without the escape a password with "${" in it would be taken for an expression.
        values.forEach((key, value) -> literal.put(key, value.replace("${", "\\${")));
        installed = Map.copyOf(literal);
        Keys keys = Keys.all();
        secrets =
                values.entrySet().stream()
                        .filter(each -> keys.find(each.getKey()).filter(Key::isSecret).isPresent())
                        .map(Map.Entry::getValue)
                        .toList();
    }

    /** What is configured and must not be seen, to be taken out of what leaves the process. */
    public static List<String> secrets() {
        return secrets;
    }

    @Override
    public Set<String> getPropertyNames() {
        return installed.keySet();
    }

    @Override
    public @Nullable String getValue(String key) {
        return installed.get(key);
    }

    @Override
    public String getName() {
        return "sre-agent configuration";
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }
}
