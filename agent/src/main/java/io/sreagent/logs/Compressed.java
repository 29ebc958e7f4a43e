package io.sreagent.logs;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Opens what may be compressed. Gzip (RFC 1952) and Zstandard (RFC 8878) are known by their first
 * bytes, not by a name, which an upload does not have.
 */
public final class Compressed {
    private static final int BUFFER = 1 << 16; // bytes

    private Compressed() {}

    /**
     * The plain bytes of a stream.
     *
     * @throws IOException when it cannot be read, or its compression is broken at the start
     */
    public static InputStream plain(InputStream raw) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, BUFFER);
        in.mark(4);
        byte[] head = in.readNBytes(4);
        in.reset();
        if (startsWith(head, 0x1f, 0x8b)) return new GZIPInputStream(in, BUFFER);
        if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) return new ZstdInputStream(in);
        return in;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) return false;
        for (int i = 0; i < magic.length; i++) if ((head[i] & 0xff) != magic[i]) return false;
        return true;
    }
}
