package io.sreagent.analysis.logs.read;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns UTF-16 (as Windows writes logs, with a byte order mark) into UTF-8, block by block; blocks
 * may end anywhere. Damaged characters become U+FFFD.
 */
final class Utf16 {
    private static final int STEP = 1 << 13; // bytes turned at a time

    private final CharsetDecoder decoder;
    private final CharBuffer chars = CharBuffer.allocate(STEP);
    private final ByteBuffer waiting = ByteBuffer.allocate(STEP); // what ended inside a character

    private Utf16(boolean bigEndian) {
        decoder =
                (bigEndian ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE)
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    /** Takes the UTF-8. */
    interface Sink {
        void bytes(byte[] bytes, int from, int to);
    }

    /** A decoder when a file that begins so is UTF-16; otherwise null. */
    static @Nullable Utf16 begins(byte[] bytes, int from, int to) {
        if (to - from < 2) return null;
        int first = bytes[from] & 0xff;
        int second = bytes[from + 1] & 0xff;
        if (first == 0xff && second == 0xfe) return new Utf16(false);
        return first == 0xfe && second == 0xff ? new Utf16(true) : null;
    }

    void feed(byte[] bytes, int from, int to, Sink sink) {
        for (int at = from; at < to; ) {
            int step = Math.min(waiting.remaining(), to - at);
            waiting.put(bytes, at, step);
            at += step;
            waiting.flip();
            decode(false, sink);
            waiting.compact();
        }
    }

    /** Half a character at the end is told as damaged. */
    void finish(Sink sink) {
        waiting.flip();
        decode(true, sink);
    }

    private void decode(boolean end, Sink sink) {
        chars.clear();
        decoder.decode(waiting, chars, end);
        byte[] utf8 = chars.flip().toString().getBytes(StandardCharsets.UTF_8);
        sink.bytes(utf8, 0, utf8.length);
    }
}
