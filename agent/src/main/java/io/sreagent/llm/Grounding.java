package io.sreagent.llm;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what a model wrote and strikes what does not rest on facts. A sentence stays if it names
 * facts that there are, if every number in it stands in one of them, and every name as well: a
 * path, an address, a qualified or underscored word.
 *
 * <p>It shows that a sentence speaks of its facts with their numbers, not that it says the right
 * thing of them. Cost: O(n) in the length of the text.
 */
final class Grounding {
    private static final int LONGEST = 500; // characters of a sentence

    private static final Pattern LINE = Pattern.compile("\\s*(EN|ZH)\\s*[:：]\\s*(.+)");
    private static final Pattern TIED =
            Pattern.compile("([^\\[\\]]+)((?:\\s*\\[[^\\[\\]]*\\])+)[.。]?");
    private static final Pattern TIE = Pattern.compile("[A-Z]\\d{1,3}");
    private static final Pattern BETWEEN = Pattern.compile("[.!?]\\s+(?=\\p{Lu})|[。！？](?=.)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]+(?:[-._/:@]+[A-Za-z0-9]+)*");
    private static final Pattern LETTERS = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern ODD_DIGIT = Pattern.compile("[\\p{N}&&[^0-9]]");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** Control and format characters: nobody sees what they do. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]");

    private final Map<String, Known> known = new TreeMap<>();
    private final List<Sentence> en = new ArrayList<>();
    private final List<Sentence> zh = new ArrayList<>();
    private int struck;

    /** A fact as sentences are held against it. */
    private record Known(String text, Collection<String> numbers) {
        static Known of(Fact fact) {
            String text = plain(fact.words().en() + " " + fact.words().zh());
            return new Known(text.toLowerCase(Locale.ROOT), Numbers.in(text));
        }
    }

    private Grounding(Collection<Fact> facts) {
        for (Fact fact : facts) known.put(fact.id(), Known.of(fact));
    }

    /** What stands of a text, and how many sentences do not. */
    record Standing(List<Sentence> en, List<Sentence> zh, int struck) {}

    /**
     * @param text one sentence a line, each begun by its language and ended by its facts: {@code
     *     EN: Errors came up. [F1]}
     */
    static Standing of(String text, Collection<Fact> facts) {
        Grounding grounding = new Grounding(facts);
        plain(text).lines().filter(line -> !line.isBlank()).forEach(grounding::line);
        return new Standing(grounding.en, grounding.zh, grounding.struck);
    }

    private void line(String line) {
        Matcher said = LINE.matcher(line);
        if (!said.matches()) {
            struck++;
            return;
        }
        boolean inEnglish = said.group(1).equals("EN");
        String words = said.group(2).strip();
        Matcher tied = TIED.matcher(words);
        int read = 0;
        while (tied.find()) {
            read = tied.end();
            sentence(tied.group(1).strip(), tied.group(2), inEnglish);
        }
        if (!words.substring(read).isBlank()) struck++;
    }

    private void sentence(String words, String ties, boolean inEnglish) {
        String last = words;
        Matcher between = BETWEEN.matcher(words);
        while (between.find()) {
            struck++; // what comes before names no fact
            last = words.substring(between.end());
        }
        Optional<Sentence> standing = standing(last.strip(), ties, inEnglish);
        if (standing.isEmpty()) struck++;
        else (inEnglish ? en : zh).add(standing.get());
    }

    private Optional<Sentence> standing(String words, String ties, boolean inEnglish) {
        List<String> rests = new ArrayList<>();
        Matcher tie = TIE.matcher(ties);
        while (tie.find()) if (!rests.contains(tie.group())) rests.add(tie.group());
        List<Known> tied = rests.stream().map(known::get).filter(Objects::nonNull).toList();
        boolean stands =
                !rests.isEmpty()
                        && tied.size() == rests.size()
                        && words.length() <= LONGEST
                        && (inEnglish ? LETTERS : HAN).matcher(words).find()
                        && !ODD_DIGIT.matcher(words).find()
                        && Numbers.in(words).stream().allMatch(each -> hasNumber(tied, each))
                        && names(words).stream().allMatch(each -> hasName(tied, each));
        return stands ? Optional.of(new Sentence(words, rests)) : Optional.empty();
    }

    private static boolean hasNumber(List<Known> tied, String number) {
        return tied.stream().anyMatch(fact -> fact.numbers().contains(number));
    }

    private static boolean hasName(List<Known> tied, String name) {
        return tied.stream().anyMatch(fact -> fact.text().contains(name));
    }

    /** Words with something inside that no word of a language has; hyphens some have. */
    private static List<String> names(String words) {
        return NAME.matcher(words)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .filter(name -> name.matches(".*[._/:@].*"))
                .toList();
    }

    /** Letters and digits in their plain forms, so that none hides in another shape. */
    private static String plain(String text) {
        String folded =
                LETTERS.matcher(text)
                        .replaceAll(
                                word -> Normalizer.normalize(word.group(), Normalizer.Form.NFKC));
        return UNSEEN.matcher(folded.replace("\r", "\n")).replaceAll(Grounding::kept);
    }

    private static String kept(MatchResult unseen) {
        return unseen.group().equals("\n") ? "\n" : "";
    }
}
