package io.sreagent.integrations.prometheus;

/** Foreign text as a string of PromQL: nothing in it can end the string. */
final class PromqlText {
    private PromqlText() {}

    static String quoted(String value) {
        StringBuilder text = new StringBuilder(value.length() + 2).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                default -> {
                    if (c < 0x20 || c == 0x7f) text.append("\\x%02x".formatted((int) c));
                    else text.append(c);
                }
            }
        }
        return text.append('"').toString();
    }
}
