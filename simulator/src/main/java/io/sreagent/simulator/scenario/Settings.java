package io.sreagent.simulator.scenario;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The {@code with} of a fault or event. Each knob has one usual name and understands the near ones,
 * with the unit at the end of the name or of the value: {@code mb_per_min}, {@code gb_per_hour},
 * {@code latency_ms}, {@code loss_pct}, {@code "30%"}.
 */
public record Settings(Map<String, String> values) {
    public static final Settings NONE = new Settings(Map.of());

    /** What can be set; a key belongs to the first knob whose pattern it matches. */
    public enum Knob {
        GROWTH(
                "(mi?b|gi?b|ki?b|ms|s)_?(per|/)_?(m|h|s).*|.*(per_(min|hour|sec)|growth|leak|slope|fill_rate|drift).*"),
        TEXT(
                "key|value|image|tag|version|node|to|dependency|reason|name|message|data|mode|symptom|code|method|endpoint|path|query|table|service|callee|caller|resource|from|setting"),
        CRASH(".*crash.*"),
        ERROR(".*(error|fail|reject|5xx).*"),
        LATENCY(".*(latency|delay|slow|(^|_)ms$|extra_ms|_ms|wait|jitter).*"),
        CORES("cores|cpu|cpu_cores|.*cores"),
        DURATION(".*(duration|for|lasts|length|until).*|minutes|hours"),
        RAMP(".*ramp.*|over|over_min.*|rise.*"),
        SHARE(
                ".*(share|fraction|percent|pct|loss|hit|ratio|drop|used|utili[sz]ation|pressure|steal|intensity|severity).*"),
        FACTOR(
                ".*(factor|mult|times|scale|surge|amplif|increase|retries|retry|attempts|rate|load|slowdown|x)"),
        COUNT(
                ".*(connection|pool|max|size|replica|limit|message|count|pods|capacity|quota|threads|min|hard|rps).*|mi?b|gi?b|memory");

        private final Pattern pattern;

        Knob(String pattern) {
            this.pattern = Pattern.compile(pattern);
        }
    }

    public Settings {
        values = Map.copyOf(values);
    }

    /** The knob a key turns; empty when it is none. */
    public static Optional<Knob> knob(String key) {
        for (Knob knob : Knob.values()) {
            if (knob.pattern.matcher(key).matches()) {
                return Optional.of(knob);
            }
        }
        return Optional.empty();
    }

    private Optional<Map.Entry<String, String>> entry(Knob knob) {
        return values.entrySet().stream()
                .filter(e -> knob(e.getKey()).orElse(null) == knob)
                .min(Map.Entry.comparingByKey());
    }

    public boolean has(Knob knob) {
        return entry(knob).isPresent();
    }

    /** A plain number: a factor, a count, cores. */
    public double number(Knob knob, double otherwise) {
        return entry(knob).map(e -> Quantity.number(e.getValue())).orElse(otherwise);
    }

    /**
     * A share from 0 to 1; {@code loss_pct: 30}, {@code loss: 30%}, and {@code loss: 30} all mean
     * 0.3.
     */
    public double share(Knob knob, double otherwise) {
        return entry(knob)
                .map(
                        e -> {
                            double v = Quantity.number(e.getValue());
                            boolean percent = e.getKey().matches(".*(pct|percent).*");
                            return Math.clamp(
                                    percent || (v > 1 && !e.getValue().endsWith("%")) ? v / 100 : v,
                                    0,
                                    1);
                        })
                .orElse(otherwise);
    }

    /** Milliseconds; a key that ends in {@code _s} or a value with a unit says otherwise. */
    public double millis(Knob knob, double otherwise) {
        return entry(knob)
                .map(
                        e -> {
                            if (e.getValue().matches("[0-9.]+\\s*[a-zA-Z]+")) {
                                return (double) Quantity.duration(e.getValue()).toMillis();
                            }
                            double v = Quantity.number(e.getValue());
                            return e.getKey().matches(".*_(s|sec|secs|seconds)") ? v * 1000 : v;
                        })
                .orElse(otherwise);
    }

    /** Growth per minute, in MiB or ms whichever the fault grows in. */
    public double perMinute(double otherwise) {
        return entry(Knob.GROWTH)
                .map(
                        e -> {
                            String key = e.getKey();
                            double v = Quantity.number(e.getValue());
                            double size =
                                    key.startsWith("g")
                                            ? 1024
                                            : key.startsWith("k")
                                                    ? 1.0 / 1024
                                                    : key.startsWith("s_") ? 1000 : 1;
                            double time =
                                    key.matches(".*per_?h.*")
                                            ? 1.0 / 60
                                            : key.matches(".*per_?s.*") ? 60 : 1;
                            return v * size * time;
                        })
                .orElse(otherwise);
    }

    /**
     * A duration; a bare number counts minutes, hours or seconds as the key says, minutes when it
     * says nothing.
     */
    public Duration duration(Knob knob, Duration otherwise) {
        return entry(knob)
                .map(
                        e -> {
                            if (!e.getValue().matches("[0-9.]+")) {
                                return Quantity.duration(e.getValue());
                            }
                            double v = Quantity.number(e.getValue());
                            String key = e.getKey();
                            double seconds =
                                    key.matches(".*(hour|_h)s?")
                                            ? 3600
                                            : key.matches(".*(_s|sec.*)") ? 1 : 60;
                            return Duration.ofMillis((long) (v * seconds * 1000));
                        })
                .orElse(otherwise);
    }

    public String text(String key, String otherwise) {
        return values.getOrDefault(key, otherwise);
    }

    public boolean flag(Knob knob) {
        return entry(knob).map(e -> !e.getValue().matches("(?i)false|no|0|off")).orElse(false);
    }
}
