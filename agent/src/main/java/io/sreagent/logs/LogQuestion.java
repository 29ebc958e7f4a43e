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
    private static final String NAME = "([a-z0-9][a-z0-9_.-]*[a-z0-9]|[a-z0-9])";

    private static final Pattern NOT_QUOTED =
            Pattern.compile(
                    "(?i)(?:without|excluding|except|not containing|不包含|不含|排除|除了)\\s*"
                            + "(?:\"([^\"]+)\"|'([^']+)'|“([^”]+)”|「([^」]+)」)");
    private static final Pattern QUOTED =
            Pattern.compile(
                    "(?i)(?:containing|contains|mentioning|about|matching|with|包含|含有|关于|带有|提到)?\\s*"
                            + "(?:\"([^\"]+)\"|'([^']+)'|“([^”]+)”|「([^」]+)」|`([^`]+)`)");
    private static final Pattern NAMESPACE =
            Pattern.compile(
                    "(?:in |from )?(?:the )?(?:namespace|命名空间)\\s*[=:：]?\\s*"
                            + NAME
                            + "|"
                            + NAME
                            + "\\s*(?:namespace|命名空间)");
    private static final Pattern SERVICE =
            Pattern.compile(
                    "(?:in |from |of |by )?(?:the"
                            + " )?(?:service|app|服务)\\s*[=:：]?\\s*(?!(?:has|have|is|are|logged?|logs)\\b)"
                            + NAME
                            + "|"
                            + NAME
                            + "\\s*(?:service|服务)|(?:in|from|of|for|on|by)\\s+(?!the\\b)"
                            + NAME
                            + "|"
                            + NAME
                            + "\\s*(?:的|里|中|上)");
    private static final Pattern WITHOUT =
            Pattern.compile(
                    "(?:without|excluding|except|but not|not"
                            + " containing|不含|不包含|排除|除了)\\s*([\\p{L}0-9_./:-]+)");
    private static final Pattern WITH =
            Pattern.compile(
                    "(?:containing|contains|mentioning|about|matching|with|包含|含有|含|关于|带有|提到)\\s*([\\p{L}0-9_./:-]+)");
    private static final Pattern TRACE =
            Pattern.compile(
                    "trace(?:[ _-]?id)?\\s*[=:：]?\\s*([0-9a-f]{8,32})\\b|追踪\\s*([0-9a-f]{8,32})");
    private static final Pattern TOP =
            Pattern.compile(
                    "top\\s*([0-9]+)?|前\\s*([0-9]+)\\s*(?:个|条|种|名)?|most"
                            + " (?:common|frequent|often)|最多|最常见|最频繁");
    private static final Pattern COUNT =
            Pattern.compile(
                    "how many|how often|count(?: of)?|number of|多少(?:条|个|次)?|几(?:条|个|次)|统计|数量|次数");
    private static final Pattern COMPARE =
            Pattern.compile(
                    "what(?:'s| has| is)? (?:changed|new|different)|compared?"
                            + " (?:to|with)?|\\bvs\\b|versus|changes?\\b|对比|比较|相比|变化|有什么不同");
    private static final Pattern BY_SERVICE =
            Pattern.compile(
                    "(?:which|what|per|by|each) services?|services?"
                            + " (?:has|have|with)|哪(?:个|些)服务|按服务|各个?服务|每个服务");

    private static final Pattern[] LEVELS = {
        Pattern.compile("\\b(?:fatal|critical|panics?)\\b|致命|严重"),
        Pattern.compile("\\b(?:errors?|failures?|failed|exceptions?)\\b|错误|报错|异常|失败"),
        Pattern.compile("\\bwarn(?:ing)?s?\\b|警告|告警"),
    };
    private static final String[] LEVEL_NAMES = {"fatal", "error", "warn"};
    private static final String[] LEVEL_WORDS = {
        "fatal|critical|panic|emerg(ency)?",
        "error|err|severe|exception|fail(ed|ure)?",
        "warn(ing)?",
    };

    private static final Set<String> STOP_WORDS =
            Set.copyOf(
                    List.of(
                            ("a all an and any at by count did display do does during entries fetch"
                                            + " find for from get give had happened happening has have in is"
                                            + " are it its last line lines list log logged logs look me"
                                            + " message messages my of occurred on or our over past please"
                                            + " print query search seen show since tell that the there this to"
                                            + " up was were be been what when where which who with between")
                                    .split(" ")));
    private static final Pattern CHINESE_FILLER =
            Pattern.compile(
                    "请|帮我|给我|一下|查询|查看|查找|查|搜索|显示|列出|看看|看|日志|记录|信息|的|了|吗|呢|有没有|有|哪些|什么|出现|发生|产生|过|在|从|里|中|上|内|和|与|是|所有|全部|最近|过去|条|个|次|里面|级别|以上|怎么|为什么|为何");

    private final Instant now;
    private final ZoneId zone;
    private final Map<String, String> labels;

    /**
     * @param zone of times of day
     * @param labels what the store calls {@code namespace} and {@code service}
     */
    public LogQuestion(Instant now, ZoneId zone, Map<String, String> labels) {
        this.now = now;
        this.zone = zone;
        this.labels = labels;
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
            rest =
                    " "
                            + question.replace('，', ' ')
                                    .replace('。', ' ')
                                    .replace('？', ' ')
                                    .replace('?', ' ')
                            + " ";
        }

        LogAsk ask() {
            quoted(NOT_QUOTED, Search.HAS_NOT);
            quoted(QUOTED, Search.HAS);
            rest = rest.toLowerCase(Locale.ROOT);
            Optional<TimePhrases.Found> time = new TimePhrases(now, zone).in(rest);
            time.ifPresent(
                    found -> {
                        understood.add("time: " + found.words().strip());
                        rest = rest.replaceFirst(Pattern.quote(found.words()), " ");
                    });
            take(TRACE).ifPresent(id -> search(Search.HAS, id));
            By by = takes(BY_SERVICE) ? By.SERVICE : By.TEMPLATE;
            int top = top();
            Want want = want(top, by);
            take(NAMESPACE).ifPresent(name -> label("namespace", name));
            take(WITHOUT).ifPresent(word -> search(Search.HAS_NOT, word));
            take(WITH).ifPresent(word -> search(Search.HAS, word));
            level();
            service();
            words();
            if (selected.isEmpty()) {
                selected.add(
                        new Label(
                                labels.getOrDefault("namespace", "namespace"),
                                Operator.LIKE,
                                ".+"));
            }
            return new LogAsk(
                    want,
                    by,
                    new LogSelector(selected, filters),
                    time.map(TimePhrases.Found::from).orElse(now.minus(USUAL)),
                    time.map(TimePhrases.Found::until).orElse(now),
                    Math.max(1, top == 0 ? USUAL_TOP : top),
                    understood);
        }

        private void quoted(Pattern pattern, Search how) {
            for (Optional<String> word = take(pattern); word.isPresent(); word = take(pattern)) {
                search(how, word.get());
            }
        }

        /** 0 when no such thing is asked for. */
        private int top() {
            Matcher matcher = TOP.matcher(rest);
            if (!matcher.find()) return 0;
            rest = rest.substring(0, matcher.start()) + " " + rest.substring(matcher.end());
            String number = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            return number == null ? USUAL_TOP : Math.clamp(Long.parseLong("0" + number), 1, 1000);
        }

        private Want want(int top, By by) {
            Want want = Want.LINES;
            if (takes(COUNT)) want = Want.COUNT;
            if (top > 0 || by == By.SERVICE) want = Want.TOP;
            if (takes(COMPARE)) want = Want.COMPARE;
            if (want != Want.LINES)
                understood.add("wanted: " + want.name().toLowerCase(Locale.ROOT));
            return want;
        }

        /** The gravest level named, and all graver ones. */
        private void level() {
            int named = -1;
            for (int i = 0; i < LEVELS.length; i++) if (takes(LEVELS[i]) && named < i) named = i;
            if (named < 0) return;
            String words = LEVEL_WORDS[0];
            for (int i = 1; i <= named; i++) words += "|" + LEVEL_WORDS[i];
            filters.add(new Filter(Search.FINDS, "(?i)(" + words + ")"));
            understood.add("level: " + LEVEL_NAMES[named]);
        }

        private void service() {
            Matcher matcher = SERVICE.matcher(rest);
            while (matcher.find()) {
                String name = group(matcher);
                if (STOP_WORDS.contains(name) || name.matches("[0-9.:]+")) continue;
                rest = rest.substring(0, matcher.start()) + " " + rest.substring(matcher.end());
                label("service", name);
                return;
            }
        }

        private void words() {
            rest = CHINESE_FILLER.matcher(rest).replaceAll(" ");
            for (String word : rest.strip().split("[\\s,;:!、：；！]+")) {
                if (word.length() < 2 || STOP_WORDS.contains(word)) continue;
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
