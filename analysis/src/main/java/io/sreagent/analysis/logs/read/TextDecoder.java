package io.sreagent.analysis.logs.read;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Bytes of one line to text: UTF-8; where they are none, GB 18030 when the bytes outside ASCII come
 * in pairs as Chinese has them, else Latin-1, which takes any byte. Decided line by line, because
 * one file may hold lines of several programs.
 */
final class TextDecoder {
    private static final Charset CHINESE = Charset.forName("GB18030");

    private long recoded;
    private long binary;

    String decode(byte[] bytes, int length) {
        boolean ascii = true;
        boolean text = true;
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) ascii = false;
            else if (bytes[i] < ' ' && bytes[i] != '\t' && bytes[i] != 0x1B && bytes[i] != '\r') {
                text = false;
            }
        }
        if (!text) binary++;
        if (ascii) return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException broken) {
            recoded++;
            if (inPairs(bytes, length)) return new String(bytes, 0, length, CHINESE);
            return mostlyUtf8(bytes, length)
                    ? new String(bytes, 0, length, StandardCharsets.UTF_8)
                    : new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    private static boolean inPairs(byte[] bytes, int length) {
        for (int i = 0; i < length; ) {
            if (bytes[i] >= 0) {
                i++;
                continue;
            }
            boolean pair =
                    i + 1 < length && (bytes[i] & 0xff) >= 0xA1 && (bytes[i + 1] & 0xff) >= 0xA1;
            if (!pair) return false;
            i += 2;
        }
        return true;
    }

    /** UTF-8 that is damaged in a place or two, such as a character cut at the end. */
    private static boolean mostlyUtf8(byte[] bytes, int length) {
        String read = new String(bytes, 0, length, StandardCharsets.UTF_8);
        long broken = read.chars().filter(c -> c == '\uFFFD').count();
        long foreign = read.chars().filter(c -> c > 127).count();
        return 2 * broken <= foreign;
    }

    long recoded() {
        return recoded;
    }

    long binary() {
        return binary;
    }
}
