package io.sreagent.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether settings that are each fine are fine together, and in this place. */
final class Agreement {
    private final Map<String, Setting> settings;
    private final List<String> mistakes = new ArrayList<>();

    private Agreement(Map<String, Setting> settings) {
        this.settings = settings;
    }

    /** What is wrong, one line each, under the origin of the setting that somebody chose. */
    static List<String> between(Map<String, Setting> settings, Path home) {
        Agreement agreement = new Agreement(settings);
        agreement.notMore("risk.auto_threshold", "risk.approval_threshold");
        agreement.notMore("prediction.min_instances", "prediction.max_instances");
        agreement.folder("playbooks.path", home);
        agreement.model();
        return agreement.mistakes;
    }

    /** A provider without what it cannot do without. */
    private void model() {
        Setting provider = settings.get("llm.provider");
        if (provider == null || provider.value().equals("none")) return;
        if (!isGiven("llm.model")) lacks(provider, "llm.model");
        boolean ownAddress = provider.value().equals("openai") && isGiven("llm.base_url");
        boolean needsKey = !ownAddress && !provider.value().equals("ollama");
        if (needsKey && !isGiven("llm.api_key")) lacks(provider, "llm.api_key (LLM_API_KEY)");
    }

    private boolean isGiven(String key) {
        Setting setting = settings.get(key);
        return setting != null && !setting.value().isBlank();
    }

    private void lacks(Setting provider, String what) {
        mistakes.add(
                "%s: llm.provider: %s needs %s"
                        .formatted(provider.origin(), provider.value(), what));
    }

    private void notMore(String low, String high) {
        Setting lower = settings.get(low);
        Setting upper = settings.get(high);
        if (lower == null || upper == null) return;
        if (Double.parseDouble(lower.value()) <= Double.parseDouble(upper.value())) return;
        Setting chosen = isChosen(lower) ? lower : upper;
        mistakes.add(
                "%s: %s: %s is more than %s, which is %s (%s)"
                        .formatted(
                                chosen.origin(),
                                low,
                                lower.value(),
                                high,
                                upper.value(),
                                upper.origin()));
    }

    /** The default may be missing, as in a home that is only asked for its settings. */
    private void folder(String key, Path home) {
        Setting setting = settings.get(key);
        if (setting == null || !isChosen(setting) || isFolder(home, setting.value())) return;
        mistakes.add(
                "%s: %s: there is no folder '%s'"
                        .formatted(setting.origin(), key, setting.value()));
    }

    private static boolean isFolder(Path home, String path) {
        try {
            return Files.isDirectory(home.resolve(path));
        } catch (InvalidPathException none) {
            return false;
        }
    }

    private static boolean isChosen(Setting setting) {
        return !setting.origin().equals(Configuration.DEFAULT);
    }
}
