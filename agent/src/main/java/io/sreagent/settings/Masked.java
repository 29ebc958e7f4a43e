package io.sreagent.settings;

/** Texts as they may be shown: without the passwords that addresses can carry. */
public final class Masked {
    static final String MASK = "********";

    private Masked() {}

    /**
     * Takes out what stands before the {@code @} of an address, and the value of {@code password=}.
     * Masked is up to the line's last {@code @}, as passwords hold slashes and blanks: too much
     * rather than too little.
     */
    public static String text(String text) {
        String masked = text.replaceAll("(?i)(password=)[^;&\\s]*", "$1" + MASK);
        return masked.contains("://")
                ? masked.replaceAll("://.*@", "://" + MASK + "@")
                : masked.replaceAll("^[^\\s/:@]+:.*@", MASK + "@");
    }
}
