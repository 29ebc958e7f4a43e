package io.sreagent.logs;

/** Counts over time as one character a slot, the fullest slot the highest block. */
public final class Sparkline {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** One character for every so many slots; a blank where nothing was. */
    public static String of(long[] counts, int width) {
        int step = Math.max(1, (counts.length + width - 1) / width);
        long most = 0;
        long[] folded = new long[(counts.length + step - 1) / step];
        for (int i = 0; i < counts.length; i++) {
            folded[i / step] += counts[i];
            most = Math.max(most, folded[i / step]);
        }
        StringBuilder line = new StringBuilder();
        for (long count : folded) {
            if (count == 0) line.append(' ');
            else line.append(BLOCKS.charAt((int) ((count * BLOCKS.length() - 1) / most)));
        }
        return line.toString();
    }
}
