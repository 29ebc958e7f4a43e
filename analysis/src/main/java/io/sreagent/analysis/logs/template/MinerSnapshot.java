package io.sreagent.analysis.logs.template;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a miner keeps over a restart, and its binary form. */
record MinerSnapshot(List<Pattern> patterns, long lines, long evicted) {
    private static final int VERSION = 0x53524C31; // "SRL1"

    static byte[] write(List<Pattern> patterns, long lines, long evicted) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(VERSION);
            out.writeLong(lines);
            out.writeLong(evicted);
            out.writeInt(patterns.size());
            for (Pattern pattern : patterns) write(out, pattern);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // memory does not fail to be written
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Pattern pattern) throws IOException {
        out.writeLong(pattern.id);
        out.writeLong(pattern.count);
        out.writeLong(pattern.first);
        out.writeLong(pattern.last);
        out.writeShort(pattern.length());
        for (int i = 0; i < pattern.length(); i++) {
            out.writeByte(pattern.kind[i]);
            out.writeLong(pattern.hash[i]);
            out.writeBoolean(pattern.gap[i]);
            byte[] text = pattern.text[i];
            out.writeInt(text == null ? -1 : text.length);
            if (text != null) out.write(text);
            ValueSketch values = pattern.values[i];
            out.writeBoolean(values != null);
            if (values != null) values.write(out);
        }
    }

    static MinerSnapshot read(byte[] snapshot) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(snapshot))) {
            if (in.readInt() != VERSION) {
                throw new IllegalArgumentException("not a template snapshot of this version");
            }
            long lines = in.readLong();
            long evicted = in.readLong();
            int size = in.readInt();
            List<Pattern> patterns = new ArrayList<>();
            for (int i = 0; i < size; i++) patterns.add(readPattern(in));
            return new MinerSnapshot(patterns, lines, evicted);
        } catch (IOException cut) {
            throw new IllegalArgumentException("template snapshot is cut off", cut);
        }
    }

    private static Pattern readPattern(DataInputStream in) throws IOException {
        long id = in.readLong();
        long count = in.readLong();
        long first = in.readLong();
        long last = in.readLong();
        int length = in.readUnsignedShort();
        byte[] kind = new byte[length];
        long[] hash = new long[length];
        boolean[] gap = new boolean[length];
        @Nullable byte[][] text = new byte[length][];
        @Nullable ValueSketch[] values = new ValueSketch[length];
        for (int i = 0; i < length; i++) {
            kind[i] = in.readByte();
            hash[i] = in.readLong();
            gap[i] = in.readBoolean();
            int size = in.readInt();
            if (size > Tokens.MAX_BYTES) throw new IOException("constant of " + size);
            text[i] = size < 0 ? null : in.readNBytes(size);
            if (in.readBoolean()) values[i] = ValueSketch.read(in);
        }
        Pattern pattern = new Pattern(id, kind, hash, gap, text, values);
        pattern.count = count;
        pattern.first = first;
        pattern.last = last;
        return pattern;
    }
}
