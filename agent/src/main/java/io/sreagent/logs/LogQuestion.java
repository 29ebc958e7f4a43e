package io.sreagent.logs;

import io.sreagent.contract.source.LogSelector;
import io.sreagent.contract.source.LogSelector.Filter;
import io.sreagent.contract.source.LogSelector.Label;
import io.sreagent.contract.source.LogSelector.Operator;
import io.sreagent.contract.source.LogSelector.Search;
import io.sreagent.logs.LogAsk.By;
import io.sreagent.logs.LogAsk.Want;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands a question about logs in English or Chinese by a grammar of time, level, service,
 * words and what is wanted; no language model. Each phrase that is understood is taken out of the
 * text; plain words that remain are searched for. What was understood is told, so that a person can
 * change the query.
 */
public final class LogQuestion {
    private static final Duration USUAL = Duration.ofHours(1);
    private static final int USUAL_TOP = 10;
    private final Instant now;
    private final ZoneId zone;
    private final Map<String, String> labels;
    private final Set<String> services;

    /**
     * @param zone of times of day
     * @param labels what the store calls {@code namespace}, {@code service} and {@code pod}; {@code
     *     any} a label that every line has
     * @param services names the store knows, so that they need not be said to be services; may be
     *     empty
     */
    public LogQuestion(Instant now, ZoneId zone, Map<String, String> labels, Set<String> services) {
        this.now = now;
        this.zone = zone;
        this.labels = labels;
        this.services = services;
    }

    /**
     * @throws IllegalArgumentException when a time in it is none
     */
    public LogAsk understood(String question) {
        return new Reading(question).ask();
    }

    /** One question while it is being taken apart. */
    private final class Reading {
        private String rest; // what has not been understood yet
        private final List<String> understood = new ArrayList<>();
        private final List<Label> selected = new ArrayList<>();
        private final List<Filter> filters = new ArrayList<>();

        Reading(String question) {
            rest = " " + question.replaceAll("[，。？?！!]", " ") + " ";
        }

        LogAsk ask() {
            quoted(QuestionWords.NOT_QUOTED, Search.HAS_NOT);
            quoted(QuestionWords.QUOTED, Search.HAS);
            rest = ClockWords.plain(rest.toLowerCase(Locale.ROOT));
            take(QuestionWords.TRACE).ifPresent(id -> search(Search.HAS, id));
            take(QuestionWords.POD).ifPresent(name -> label("pod", name));
            Optional<Duration> back = back();
            Optional<TimePhrases.Found> time = new TimePhrases(now, zone).in(rest);
            time.ifPresent(
                    found -> {
                        understood.add("time: " + found.words().strip());
                        rest = rest.replaceFirst(Pattern.quote(found.words()), " ");
                    });
            By by = takes(QuestionWords.BY_SERVICE) ? By.SERVICE : By.TEMPLATE;
            int top = top();
            Want want = want(top, by, back.isPresent());
            take(QuestionWords.NAMESPACE).ifPresent(name -> label("namespace", name));
            take(QuestionWords.WITHOUT).ifPresent(this::without);
            service(QuestionWords.SERVICE);
            topics();
            take(QuestionWords.WITH).ifPresent(word -> search(Search.HAS, word));
            status();
            level();
            knownService();
            if (services.isEmpty()) service(QuestionWords.PLACE); // a guess
            words();
            if (selected.isEmpty()) {
                String any =
                        labels.getOrDefault("any", labels.getOrDefault("namespace", "namespace"));
                selected.add(new Label(any, Operator.LIKE, ".+"));
            }
            Instant from = time.map(TimePhrases.Found::from).orElse(now.minus(USUAL));
            Instant until = time.map(TimePhrases.Found::until).orElse(now);
            return new LogAsk(
                    want,
                    by,
                    new LogSelector(selected, filters),
                    from,
                    until,
                    back.orElse(Duration.between(from, until)),
                    Math.max(1, top == 0 ? USUAL_TOP : top),
                    understood);
        }

        private void quoted(Pattern pattern, Search how) {
            for (Optional<String> word = take(pattern); word.isPresent(); word = take(pattern)) {
                search(how, word.get());
            }
        }

        /** How far back lies what it is to be compared with, when the question says. */
        private Optional<Duration> back() {
            Optional<String> against = take(QuestionWords.AGAINST);
            against.ifPresent(day -> understood.add("against: " + day));
            return against.map(
                    day -> Duration.ofDays(day.equals("last week") || day.equals("上周") ? 7 : 1));
        }

        /** 0 when no such thing is asked for. */
        private int top() {
            Matcher matcher = QuestionWords.TOP.matcher(rest);
            if (!matcher.find()) return 0;
            rest = rest.substring(0, matcher.start()) + " " + rest.substring(matcher.end());
            String number = null;
            for (int i = 1; i <= matcher.groupCount(); i++) {
                if (matcher.group(i) != null) number = matcher.group(i);
            }
            return number == null ? USUAL_TOP : Math.clamp(Long.parseLong("0" + number), 1, 1000);
        }

        private Want want(int top, By by, boolean against) {
            Want want = Want.LINES;
            if (takes(QuestionWords.COUNT)) want = Want.COUNT;
            if (top > 0 || by == By.SERVICE) want = Want.TOP;
            if (takes(QuestionWords.COMPARE) || against) want = Want.COMPARE;
            if (want != Want.LINES)
                understood.add("wanted: " + want.name().toLowerCase(Locale.ROOT));
            return want;
        }

        private void without(String word) {
            if (!services.contains(word)) {
                search(Search.HAS_NOT, word);
                return;
            }
            String service = labels.getOrDefault("service", "service");
            selected.add(new Label(service, Operator.IS_NOT, word));
            selected.add(new Label(service, Operator.LIKE, ".+"));
            understood.add("not service: " + word);
        }

        private void topics() {
            for (Topics.Topic topic : Topics.ALL) {
                if (!takes(topic.said())) continue;
                filters.add(new Filter(Search.FINDS, topic.written()));
                understood.add("about: " + topic.name());
            }
        }

        private void status() {
            Matcher matcher = QuestionWords.STATUS.matcher(rest);
            if (!matcher.find()) return;
            String code =
                    matcher.group(1)
                            + (matcher.group(2).equals("xx") ? "[0-9][0-9]" : matcher.group(2));
            rest = rest.substring(0, matcher.start()) + " " + rest.substring(matcher.end());
            filters.add(new Filter(Search.FINDS, "\\b" + code + "\\b"));
            understood.add("status: " + matcher.group(1) + matcher.group(2));
        }

        /** The least grave level named, and all graver ones. */
        private void level() {
            int named = -1;
            for (int i = 0; i < QuestionWords.LEVELS.length; i++) {
                if (takes(QuestionWords.LEVELS[i])) named = i;
            }
            // A topic says what went wrong; that it failed adds nothing.
            boolean said = understood.stream().anyMatch(part -> part.startsWith("about: "));
            if (named < 0 || said) return;
            String words = QuestionWords.LEVEL_WORDS[0];
            for (int i = 1; i <= named; i++) words += "|" + QuestionWords.LEVEL_WORDS[i];
            filters.add(new Filter(Search.FINDS, "(?i)(" + words + ")"));
            understood.add("level: " + QuestionWords.LEVEL_NAMES[named]);
        }

        /** A service of the store that is named, however: the longest such name. */
        private void knownService() {
            if (isSelected("service") || isSelected("pod")) return;
            services.stream()
                    .filter(name -> place(name) >= 0)
                    .max(java.util.Comparator.comparingInt(String::length))
                    .ifPresent(
                            name -> {
                                int at = place(name);
                                rest =
                                        rest.substring(0, at)
                                                + " "
                                                + rest.substring(at + name.length());
                                label("service", name);
                            });
        }

        /** Where a name stands as a word of its own; -1 when it does not. */
        private int place(String name) {
            for (int at = rest.indexOf(name); at >= 0; at = rest.indexOf(name, at + 1)) {
                if (!isPartOfName(rest.charAt(at - 1))
                        && !isPartOfName(rest.charAt(at + name.length()))) return at;
            }
            return -1;
        }

        private static boolean isPartOfName(char c) {
            return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_';
        }

        private void service(Pattern pattern) {
            if (isSelected("service") || isSelected("pod")) return;
            Matcher matcher = pattern.matcher(rest);
            while (matcher.find()) {
                String name = group(matcher);
                if (QuestionWords.STOP_WORDS.contains(name) || name.matches("[0-9.:]+")) continue;
                rest = rest.substring(0, matcher.start()) + " " + rest.substring(matcher.end());
                label("service", name);
                return;
            }
        }

        private boolean isSelected(String part) {
            String label = labels.getOrDefault(part, part);
            return selected.stream().anyMatch(one -> one.name().equals(label));
        }

        private void words() {
            rest = QuestionWords.CHINESE_FILLER.matcher(rest).replaceAll(" ");
            for (String word : rest.strip().split("[\\s,;:!、：；！=]+")) {
                if (word.length() < 2 || QuestionWords.STOP_WORDS.contains(word)) continue;
                filters.add(new Filter(Search.FINDS, "(?i)" + escaped(word)));
                understood.add("word: " + word);
            }
        }

        private void label(String part, String value) {
            selected.add(Label.is(labels.getOrDefault(part, part), value));
            understood.add(part + ": " + value);
        }

        private void search(Search how, String text) {
            filters.add(new Filter(how, text));
            understood.add((how == Search.HAS ? "has: " : "has not: ") + text);
        }

        private boolean takes(Pattern pattern) {
            Matcher matcher = pattern.matcher(rest);
            boolean found = matcher.find();
            if (found) rest = matcher.replaceAll(" ");
            return found;
        }

        private Optional<String> take(Pattern pattern) {
            Matcher matcher = pattern.matcher(rest);
            if (!matcher.find()) return Optional.empty();
            String value = group(matcher);
            rest = rest.substring(0, matcher.start()) + " " + rest.substring(matcher.end());
            return Optional.of(value);
        }
    }

    private static String group(Matcher matcher) {
        for (int i = 1; i <= matcher.groupCount(); i++) {
            String value = matcher.group(i);
            if (value != null) return value;
        }
        return matcher.group();
    }

    /** A word as a regular expression that means just it, in RE2 as in Java. */
    private static String escaped(String word) {
        return word.replaceAll("([\\\\.^$|?*+()\\[\\]{}])", "\\\\$1");
    }
}
