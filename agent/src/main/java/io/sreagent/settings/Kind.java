package io.sreagent.settings;

import io.smallrye.config.common.utils.StringUtil;
import io.sreagent.contract.yaml.Durations;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What texts a configuration key takes. */
public sealed interface Kind {

    /**
     * What is wrong with a text, such as {@code is not a number between 0 and 1}; empty if fine.
     */
    Optional<String> objection(String text);

    /** Any text. */
    record Text() implements Kind {
        @Override
        public Optional<String> objection(String text) {
            return Optional.empty();
        }
    }

    /** A text that is masked wherever it could be shown. */
    record Secret() implements Kind {
        @Override
        public Optional<String> objection(String text) {
            return Optional.empty();
        }
    }

    /** {@code true} or {@code false}. */
    record Flag() implements Kind {
        @Override
        public Optional<String> objection(String text) {
            return text.equals("true") || text.equals("false")
                    ? Optional.empty()
                    : Optional.of("is neither true nor false");
        }
    }

    /** An integer, both ends included. */
    record Whole(long least, long most) implements Kind {
        @Override
        public Optional<String> objection(String text) {
            try {
                long value = Long.parseLong(text);
                if (value >= least && value <= most) return Optional.empty();
            } catch (NumberFormatException notOne) {
                // Falls through: out of range and not a number at all have the same way out.
            }
            return Optional.of("is not a whole number between " + least + " and " + most);
        }
    }

    /** A decimal number, both ends included. */
    record Decimal(double least, double most) implements Kind {
        @Override
        public Optional<String> objection(String text) {
            try {
                double value = Double.parseDouble(text);
                if (value >= least && value <= most) return Optional.empty();
            } catch (NumberFormatException notOne) {
                // Falls through, as above.
            }
            return Optional.of("is not a number between " + plain(least) + " and " + plain(most));
        }

        private static String plain(double value) {
            return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        }
    }

    /** An http(s) address; a bare {@code host:port} counts as http. */
    record Address() implements Kind {
        @Override
        public Optional<String> objection(String text) {
            try {
                URI uri = URI.create(complete(text));
                boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
                if (web && uri.getHost() != null) return Optional.empty();
            } catch (IllegalArgumentException notOne) {
                // Falls through: every malformed address has the same way out.
            }
            return Optional.of("is not an address such as http://prometheus:9090");
        }

        static String complete(String text) {
            return text.isEmpty() || text.contains("://") ? text : "http://" + text;
        }
    }

    /** A length of time as Prometheus writes it: {@code 5m}. */
    record Span() implements Kind {
        @Override
        public Optional<String> objection(String text) {
            return Durations.parse(text).filter(Duration::isPositive).isPresent()
                    ? Optional.empty()
                    : Optional.of("is not a duration such as 90s, 5m or 1h30m");
        }
    }

    /** Several regular expressions, told apart as the code that reads them does. */
    record Patterns() implements Kind {
        @Override
        public Optional<String> objection(String text) {
            for (String each : StringUtil.split(text)) {
                try {
                    Pattern unused = Pattern.compile(each);
                } catch (PatternSyntaxException broken) {
                    return Optional.of(
                            "has '%s', which is not a regular expression: %s"
                                    .formatted(each, broken.getDescription()));
                }
            }
            return Optional.empty();
        }
    }

    /** Several dates. */
    record Dates() implements Kind {
        @Override
        public Optional<String> objection(String text) {
            for (String each : StringUtil.split(text)) {
                try {
                    LocalDate unused = LocalDate.parse(each.strip());
                } catch (DateTimeParseException broken) {
                    return Optional.of("has '" + each + "', which is no date such as 2026-12-25");
                }
            }
            return Optional.empty();
        }
    }

    /** One of a few words. */
    record OneOf(List<String> words) implements Kind {
        public OneOf {
            words = List.copyOf(words);
        }

        @Override
        public Optional<String> objection(String text) {
            return words.contains(text)
                    ? Optional.empty()
                    : Optional.of("is not one of " + String.join(", ", words));
        }
    }

    /** Several language models: {@code provider:model}, {@code provider:model@address}. */
    record Models() implements Kind {
        private static final Pattern MODEL =
                Pattern.compile("(openai|anthropic|ollama):[^@\\s]+(@https?://\\S+)?");

        @Override
        public Optional<String> objection(String text) {
            for (String each : StringUtil.split(text)) {
                if (MODEL.matcher(each.strip()).matches()) continue;
                return Optional.of(
                        "has '%s', which is no model such as openai:gpt-4o-mini or ollama:qwen3:8b@http://gpu:11434"
                                .formatted(each));
            }
            return Optional.empty();
        }
    }

    /** Several texts: a YAML list, or one line with commas. */
    record Several() implements Kind {
        @Override
        public Optional<String> objection(String text) {
            return Optional.empty();
        }
    }
}
