package io.sreagent.analysis.logs.rules;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Rules asked together. A message is lowered once; a rule's pattern runs only when one of its words
 * occurs. At most {@link #LONGEST} characters of a message are looked at, so that no pattern meets
 * a text it could be slow on.
 */
public final class RulePack {
    static final int LONGEST = 16_384;

    private final List<Rule> rules;
    private final RuleWords words;

    /**
     * @throws IllegalArgumentException when two rules have the same id
     */
    public RulePack(List<Rule> rules) {
        Set<String> ids = new HashSet<>();
        for (Rule rule : rules) {
            if (!ids.add(rule.id())) throw new IllegalArgumentException("two rules " + rule.id());
        }
        this.rules = List.copyOf(rules);
        words = new RuleWords(this.rules);
    }

    public List<Rule> rules() {
        return rules;
    }

    /** All rules a message matches, in the order of the pack. */
    public List<Rule> matching(String message) {
        String text = message.length() > LONGEST ? message.substring(0, LONGEST) : message;
        BitSet asked = words.in(text.toLowerCase(Locale.ROOT));
        List<Rule> found = new ArrayList<>();
        for (int i = asked.nextSetBit(0); i >= 0; i = asked.nextSetBit(i + 1)) {
            if (rules.get(i).pattern().matcher(text).find()) found.add(rules.get(i));
        }
        return found;
    }

    /** The gravest rule a message matches; of equals the first. */
    public Optional<Rule> gravest(String message) {
        Rule gravest = null;
        for (Rule rule : matching(message)) {
            if (gravest == null || rule.severity().compareTo(gravest.severity()) > 0)
                gravest = rule;
        }
        return Optional.ofNullable(gravest);
    }
}
