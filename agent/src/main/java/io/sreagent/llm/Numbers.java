package io.sreagent.llm;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers in a text, each in one spelling: {@code 1,200} and {@code 1200.0} are {@code 1200},
 * {@code two} and {@code 两} are {@code 2}. Digits count wherever they stand, also within names.
 * What means a magnitude only, such as {@code thousand} or {@code 万}, counts as itself.
 */
final class Numbers {
    private static final Pattern DIGITS = Pattern.compile("\\d+(?:,\\d{3})*(?:\\.\\d+)?");

    private static final Map<String, String> ENGLISH =
            Map.ofEntries(
                    Map.entry("two", "2"),
                    Map.entry("twice", "2"),
                    Map.entry("double", "2"),
                    Map.entry("doubled", "2"),
                    Map.entry("three", "3"),
                    Map.entry("triple", "3"),
                    Map.entry("tripled", "3"),
                    Map.entry("four", "4"),
                    Map.entry("five", "5"),
                    Map.entry("six", "6"),
                    Map.entry("seven", "7"),
                    Map.entry("eight", "8"),
                    Map.entry("nine", "9"),
                    Map.entry("ten", "10"),
                    Map.entry("tenfold", "10"),
                    Map.entry("eleven", "11"),
                    Map.entry("twelve", "12"),
                    Map.entry("dozen", "12"),
                    Map.entry("fifteen", "15"),
                    Map.entry("twenty", "20"),
                    Map.entry("thirty", "30"),
                    Map.entry("forty", "40"),
                    Map.entry("fifty", "50"),
                    Map.entry("sixty", "60"),
                    Map.entry("seventy", "70"),
                    Map.entry("eighty", "80"),
                    Map.entry("ninety", "90"));

    private static final Pattern MAGNITUDE =
            Pattern.compile("(?:hundred|thousand|million|billion|half|quarter|third)s?");

    private static final Map<Character, String> CHINESE =
            Map.ofEntries(
                    Map.entry('两', "2"),
                    Map.entry('二', "2"),
                    Map.entry('三', "3"),
                    Map.entry('四', "4"),
                    Map.entry('五', "5"),
                    Map.entry('六', "6"),
                    Map.entry('七', "7"),
                    Map.entry('八', "8"),
                    Map.entry('九', "9"),
                    Map.entry('十', "10"),
                    Map.entry('百', "百"),
                    Map.entry('千', "千"),
                    Map.entry('万', "万"),
                    Map.entry('亿', "亿"),
                    Map.entry('半', "半"),
                    Map.entry('倍', "倍"));

    private static final Pattern WORD = Pattern.compile("[a-z]+");

    private Numbers() {}

    static Collection<String> in(String text) {
        Set<String> numbers = new LinkedHashSet<>();
        Matcher digits = DIGITS.matcher(text);
        while (digits.find()) numbers.add(spelled(digits.group().replace(",", "")));
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (words.find()) {
            String word = words.group();
            String value = ENGLISH.get(word);
            if (value != null) numbers.add(value);
            else if (MAGNITUDE.matcher(word).matches()) numbers.add(word.replaceAll("s$", ""));
        }
        text.chars()
                .mapToObj(c -> CHINESE.get((char) c))
                .filter(v -> v != null)
                .forEach(numbers::add);
        return numbers;
    }

    private static String spelled(String digits) {
        return new BigDecimal(digits).stripTrailingZeros().toPlainString();
    }
}
