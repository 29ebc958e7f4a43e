package io.sreagent.analysis.logs.template;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A template while it is being learned: constants and variable places, how often and when it was
 * seen, and a sketch of the values at each variable place.
 */
final class Pattern {
    final long id; // hash of its text at birth; stays when the text is generalised
    final byte[] kind;
    final long[] hash; // of the constant; 0 at a variable place
    final boolean[] gap;
    final @Nullable byte[][] text; // the constant; at a variable place the unit or null
    final @Nullable ValueSketch[] values; // null at a constant

    /** Lines whose values are looked at after a turn, before it is one in 64 again. */
    private static final int PER_TURN = 24;

    long count;
    long first;
    long last;
    long looked; // lines whose values were looked at since the last turn

    Pattern(
            long id,
            byte[] kind,
            long[] hash,
            boolean[] gap,
            @Nullable byte[][] text,
            @Nullable ValueSketch[] values) {
        this.id = id;
        this.kind = kind;
        this.hash = hash;
        this.gap = gap;
        this.text = text;
        this.values = values;
    }

    /** The pattern of one line, as scanned. */
    static Pattern of(Tokens scanned, byte[] line, long ordinal) {
        int length = scanned.count;
        byte[] kind = Arrays.copyOf(scanned.kind, length);
        long[] hash = new long[length];
        @Nullable byte[][] text = new byte[length][];
        @Nullable ValueSketch[] values = new ValueSketch[length];
        for (int i = 0; i < length; i++) {
            if (kind[i] < Token.VARIABLE) {
                hash[i] = scanned.hash[i];
                text[i] = scanned.text(line, i);
            } else {
                values[i] = new ValueSketch();
                text[i] = scanned.hash[i] == 0 ? null : unitOf(scanned.text(line, i));
            }
        }
        boolean[] gap = Arrays.copyOf(scanned.gap, length);
        Pattern born = new Pattern(0, kind, hash, gap, text, values);
        Pattern pattern =
                new Pattern(Bytes.hash(born.render(false)), kind, hash, gap, text, values);
        pattern.first = ordinal;
        pattern.last = ordinal;
        return pattern;
    }

    /** {@code 3216 bytes (3.14 KB)} becomes {@code <*> bytes (<*> KB)}. */
    private static byte[] unitOf(byte[] quantity) {
        StringBuilder unit = new StringBuilder();
        boolean inNumber = false;
        for (byte b : quantity) {
            boolean number =
                    Bytes.isDigit(b) || b == '.' || b == '-' || b == '+' || b == '<' || b == ',';
            if (number && !inNumber) unit.append("<*>");
            if (!number) unit.append((char) b);
            inNumber = number;
        }
        return unit.toString().getBytes(StandardCharsets.US_ASCII);
    }

    int length() {
        return kind.length;
    }

    boolean variable(int place) {
        return kind[place] >= Token.VARIABLE;
    }

    /** Whether a scanned line is one of this pattern's. */
    boolean matches(Tokens scanned) {
        if (scanned.count != kind.length) return false;
        for (int i = 0; i < kind.length; i++) {
            if (kind[i] < Token.VARIABLE) {
                if (scanned.kind[i] >= Token.VARIABLE || scanned.hash[i] != hash[i]) return false;
            } else if (scanned.kind[i] < Token.VARIABLE
                    && (kind[i] != VariableType.TEXT.kind()
                            || scanned.kind[i] == Token.PUNCTUATION)) {
                return false;
            }
        }
        return true;
    }

    /** Forgets a unit that a line of this pattern does not share. */
    void joinUnits(Tokens scanned, byte[] line) {
        for (int i = 0; i < kind.length; i++) {
            byte[] unit = text[i];
            if (!variable(i) || unit == null) continue;
            boolean same =
                    scanned.hash[i] != 0 && Arrays.equals(unit, unitOf(scanned.text(line, i)));
            if (!same) text[i] = null;
        }
    }

    void observe(Tokens scanned, byte[] line) {
        if (scanned.count != kind.length) return; // a list of another length
        for (int i = 0; i < kind.length; i++) {
            ValueSketch sketch = values[i];
            if (sketch == null) continue;
            sketch.add(line, scanned.start[i], scanned.end[i]);
            if (scanned.kind[i] != kind[i]) kind[i] = joined(kind[i], scanned.kind[i]);
        }
    }

    /** From now on the values of the next lines are told apart from those before. */
    void turn() {
        looked = TemplateMiner.SAMPLE_ALL - PER_TURN;
        for (ValueSketch sketch : values) if (sketch != null) sketch.turn();
    }

    /** The type that covers both. */
    private static byte joined(byte one, byte other) {
        if (one == other || other < Token.VARIABLE) return one;
        if (one == VariableType.LIST.kind() || one == VariableType.TEXT.kind()) return one;
        boolean numbers =
                (one == VariableType.NUMBER.kind() || one == VariableType.QUANTITY.kind())
                        && (other == VariableType.NUMBER.kind()
                                || other == VariableType.QUANTITY.kind());
        return numbers ? VariableType.QUANTITY.kind() : VariableType.ID.kind();
    }

    /**
     * Takes over what another pattern of the same length stands for; where they differ it varies.
     */
    void absorb(Pattern other) {
        for (int i = 0; i < kind.length; i++) {
            ValueSketch mine = values[i];
            ValueSketch theirs = other.values[i];
            if (mine != null && theirs != null) {
                mine.merge(theirs);
                kind[i] = joined(kind[i], other.kind[i]);
                if (!Arrays.equals(text[i], other.text[i])) text[i] = null;
            } else if (mine != null || theirs != null || hash[i] != other.hash[i]) {
                ValueSketch both = mine != null ? mine : new ValueSketch();
                if (mine == null) both.addConstant(text[i], count);
                if (theirs != null) both.merge(theirs);
                else both.addConstant(other.text[i], other.count);
                values[i] = both;
                kind[i] = VariableType.TEXT.kind();
                hash[i] = 0;
                text[i] = null;
            }
        }
        count += other.count;
        first = Math.min(first, other.first);
        last = Math.max(last, other.last);
    }

    /**
     * The same pattern with fewer tokens.
     *
     * @param kept places that stay, rising
     * @param list which of them now stand for several
     */
    Pattern shortened(int[] kept, boolean[] list) {
        int length = kept.length;
        byte[] kinds = new byte[length];
        long[] hashes = new long[length];
        boolean[] gaps = new boolean[length];
        @Nullable byte[][] texts = new byte[length][];
        @Nullable ValueSketch[] sketches = new ValueSketch[length];
        for (int i = 0; i < length; i++) {
            kinds[i] = list[i] ? VariableType.LIST.kind() : kind[kept[i]];
            hashes[i] = list[i] ? 0 : hash[kept[i]];
            gaps[i] = gap[kept[i]];
            texts[i] = list[i] ? null : text[kept[i]];
            sketches[i] = values[kept[i]];
            if (list[i] && sketches[i] == null) sketches[i] = new ValueSketch();
        }
        Pattern shorter = new Pattern(id, kinds, hashes, gaps, texts, sketches);
        shorter.count = count;
        shorter.first = first;
        shorter.last = last;
        return shorter;
    }

    /** An own copy whose lines are counted from a later ordinal on. */
    Pattern copy(long offset) {
        @Nullable ValueSketch[] copies = new ValueSketch[values.length];
        for (int i = 0; i < copies.length; i++) {
            ValueSketch theirs = values[i];
            if (theirs == null) continue;
            ValueSketch copy = new ValueSketch();
            copy.merge(theirs);
            copies[i] = copy;
        }
        Pattern copy =
                new Pattern(id, kind.clone(), hash.clone(), gap.clone(), text.clone(), copies);
        copy.count = count;
        copy.first = first + offset;
        copy.last = last + offset;
        return copy;
    }

    Template toTemplate() {
        return toTemplate(false);
    }

    /**
     * @param recent whether variables tell the values since the last turn only
     */
    Template toTemplate(boolean recent) {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < kind.length; i++) {
            ValueSketch kept = values[i];
            if (kept == null) continue;
            ValueSketch sketch = recent ? kept.sinceTurn() : kept;
            variables.add(
                    new Variable(
                            i,
                            VariableType.of(kind[i]),
                            wordBefore(i),
                            sketch.seen(),
                            sketch.common(),
                            sketch.sortedSample(),
                            kept.isRising()));
        }
        return new Template(id, render(false), Math.max(1, count), first, last, variables);
    }

    private String wordBefore(int place) {
        for (int i = place - 1; i >= 0; i--) {
            byte[] word = text[i];
            if (kind[i] < Token.PUNCTUATION && word != null) {
                return new String(word, StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    /**
     * The template's text.
     *
     * @param typed {@code <NUMBER>} instead of {@code <*>}
     */
    String render(boolean typed) {
        return TemplateText.of(this, typed);
    }
}
