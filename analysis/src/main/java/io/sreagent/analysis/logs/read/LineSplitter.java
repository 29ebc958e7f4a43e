package io.sreagent.analysis.logs.read;

import java.util.Arrays;

/**
 * Cuts a stream of byte blocks into lines at LF, CR LF or a lone CR before LF. Of a line longer
 * than {@link #LONGEST} the beginning is kept and the rest counted away, so that a file without
 * line ends needs no more memory than one with.
 */
public final class LineSplitter {
    /** Bytes kept of one line. */
    public static final int LONGEST = 1 << 20;

    /** Takes one line; the array is only lent. */
    public interface Lines {
        void line(byte[] bytes, int length, boolean cut);
    }

    private final Lines lines;
    private byte[] open = new byte[4096];
    private int length;
    private boolean cut;
    private boolean any;

    public LineSplitter(Lines lines) {
        this.lines = lines;
    }

    /** Takes the next bytes, which may end anywhere. */
    public void feed(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] != '\n') continue;
            append(bytes, start, i);
            end();
            start = i + 1;
        }
        append(bytes, start, to);
    }

    private void append(byte[] bytes, int from, int to) {
        if (to > from) any = true;
        int room = Math.min(to - from, LONGEST - length);
        if (room < to - from) cut = true;
        if (length + room > open.length) {
            open = Arrays.copyOf(open, Math.min(LONGEST, Math.max(2 * open.length, length + room)));
        }
        System.arraycopy(bytes, from, open, length, room);
        length += room;
    }

    private void end() {
        while (length > 0 && open[length - 1] == '\r') length--;
        lines.line(open, length, cut);
        length = 0;
        cut = false;
        any = false;
    }

    /** The last line may lack its end. */
    public void finish() {
        if (any) end();
    }
}
