package io.sreagent.ui;

import io.sreagent.contract.access.Principal;
import io.sreagent.contract.access.Role;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a page is to look for this visitor.
 *
 * @param lang {@code en} or {@code zh}
 * @param theme {@code light}, {@code dark}, or {@code auto}: as the system has it
 * @param path of the page, to come back to
 * @param who null at an open door
 */
public record Look(String lang, String theme, String path, @Nullable Principal who) {

    private static final Set<String> LANGUAGES = Set.of("en", "zh");
    private static final Set<String> THEMES = Set.of("light", "dark");

    /** Decides by the visitor's own choice, else by what the browser asks for. */
    static Look of(
            @Nullable String chosen,
            List<Locale> accepted,
            @Nullable String theme,
            String path,
            Optional<Principal> who) {
        String lang = chosen == null || !LANGUAGES.contains(chosen) ? asked(accepted) : chosen;
        String known = theme == null || !THEMES.contains(theme) ? "auto" : theme;
        return new Look(lang, known, path, who.orElse(null));
    }

    public Locale locale() {
        return Locale.forLanguageTag(lang);
    }

    public String otherLang() {
        return lang.equals("zh") ? "en" : "zh";
    }

    public boolean mayApprove() {
        return who != null && who.mayApprove();
    }

    public boolean mayOperate() {
        return who != null && !who.service() && who.role().includes(Role.OPERATOR);
    }

    public boolean isKnown() {
        return who != null && !who.service();
    }

    private static String asked(List<Locale> accepted) {
        for (Locale locale : accepted) {
            if (locale.getLanguage().equals("zh")) return "zh";
            if (locale.getLanguage().equals("en")) return "en";
        }
        return "en";
    }
}
