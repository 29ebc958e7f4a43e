package io.sreagent.logs;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/**
 * Opens what may be compressed. Gzip (RFC 1952) and Zstandard (RFC 8878) are known by their first
 * bytes, not by a name, which an upload does not have.
 */
public final class Compressed {
    private static final int BUFFER = 1 << 16; // bytes

    private static final long SMALL = 1L << 30; // bytes unpacked below which nobody counts
    private static final long MOST_TIMES = 2_000;

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
        if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) return zstd(in);
        if (startsWith(head, 'P', 'K', 3, 4)) {
            throw new IOException("a zip archive; unpack it, or send its files one by one");
        }
        return in;
    }

    /**
     * Zstandard can pack a million times; gzip cannot pack more than 1,032 times, so that what it
     * costs is in proportion to what was sent.
     */
    private static InputStream zstd(InputStream packed) throws IOException {
        long[] taken = {0};
        InputStream counted =
                new FilterInputStream(packed) {
                    @Override
                    public int read() throws IOException {
                        int one = super.read();
                        if (one >= 0) taken[0]++;
                        return one;
                    }

                    @Override
                    public int read(byte[] into, int from, int length) throws IOException {
                        int read = super.read(into, from, length);
                        if (read > 0) taken[0] += read;
                        return read;
                    }
                };
        return new FilterInputStream(new ZstdInputStream(counted)) {
            private long given;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                int read = super.read(into, from, length);
                if (read > 0) given += read;
                if (given > SMALL && given / MOST_TIMES > taken[0]) {
                    throw new IOException(
                            "it unpacks to more than %,d times its size".formatted(MOST_TIMES));
                }
                return read;
            }
        };
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) return false;
        for (int i = 0; i < magic.length; i++) if ((head[i] & 0xff) != magic[i]) return false;
        return true;
    }
}
