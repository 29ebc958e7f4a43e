package io.sreagent.logs;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * A file of any size, read once from front to end, compressed or not.
 *
 * @param progress told the bytes of the file (as stored) read so far, block by block
 */
public record LogFile(Path path, LongConsumer progress) {
    private static final int BLOCK = 1 << 18; // bytes

    /** Takes the plain bytes block by block; the array is only lent. */
    @FunctionalInterface
    public interface Blocks {
        void block(byte[] bytes, int length) throws IOException;
    }

    /** Size as stored, in bytes. */
    public long size() throws IOException {
        return Files.size(path);
    }

    /**
     * Hands over all of it.
     *
     * @throws IOException when it cannot be read, or its compression is broken; what came before
     *     was handed over
     */
    public void read(Blocks blocks) throws IOException {
        try (InputStream raw = new Counted(Files.newInputStream(path), progress);
                InputStream in = Compressed.plain(raw)) {
            pump(in, blocks);
        }
    }

    /** Hands over all of a stream. */
    public static void pump(InputStream in, Blocks blocks) throws IOException {
        byte[] block = new byte[BLOCK];
        for (int n = in.read(block); n >= 0; n = in.read(block)) blocks.block(block, n);
    }

    /** Tells how far a stream was read. */
    private static final class Counted extends FilterInputStream {
        private final LongConsumer progress;
        private long read;

        Counted(InputStream in, LongConsumer progress) {
            super(in);
            this.progress = progress;
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            if (one >= 0) progress.accept(++read);
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int n = super.read(bytes, from, length);
            if (n > 0) progress.accept(read += n);
            return n;
        }
    }
}
