package io.sreagent.analysis.baseline;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Byte form of a {@link Baseline}: the four letters {@code SRAB}, a version, then numbers, big
 * endian. A later version reads all earlier ones; an unknown version is refused, and the caller
 * learns anew.
 */
final class BaselineFormat {
    private static final int MAGIC = 0x53524142;
    private static final int VERSION = 1;
    private static final int SIZE = 8 + 8 * (HourProfile.HOURS + 24 + 12) + HourProfile.HOURS;

    private BaselineFormat() {}

    static byte[] write(Baseline b) {
        ByteBuffer out = ByteBuffer.allocate(SIZE);
        out.putInt(MAGIC).putInt(VERSION);
        out.putDouble(b.floor.absolute()).putDouble(b.floor.relative());
        out.put((byte) (b.neverNegative ? 1 : 0));
        out.put((byte) (b.sparse ? 1 : 0));
        out.putDouble(b.tracker.level).putDouble(b.tracker.tauSeconds());
        out.putDouble(b.reachDown).putDouble(b.reachUp).putDouble(b.scale);
        out.putDouble(b.days).putInt(b.samples);
        out.putLong(b.learnedUntilSecond).putLong(b.lastSecond);
        for (double offset : b.profile.offset) out.putDouble(offset);
        for (boolean step : b.profile.step) out.put((byte) (step ? 1 : 0));
        for (double spread : b.spread) out.putDouble(spread);
        return Arrays.copyOf(out.array(), out.position());
    }

    static Baseline read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            if (in.getInt() != MAGIC) throw new IllegalArgumentException("not a baseline");
            int version = in.getInt();
            if (version != VERSION)
                throw new IllegalArgumentException(
                        "baseline format " + version + ", this program reads " + VERSION);
            EffectFloor floor = new EffectFloor(in.getDouble(), in.getDouble());
            boolean neverNegative = in.get() == 1;
            boolean sparse = in.get() == 1;
            LevelTracker tracker = new LevelTracker(in.getDouble(), in.getDouble());
            double reachDown = in.getDouble();
            double reachUp = in.getDouble();
            double scale = in.getDouble();
            double days = in.getDouble();
            int samples = in.getInt();
            long learnedUntil = in.getLong();
            long last = in.getLong();
            double[] offset = new double[HourProfile.HOURS];
            for (int i = 0; i < offset.length; i++) offset[i] = in.getDouble();
            boolean[] step = new boolean[HourProfile.HOURS];
            for (int i = 0; i < step.length; i++) step[i] = in.get() == 1;
            double[] spread = new double[24];
            for (int i = 0; i < spread.length; i++) spread[i] = in.getDouble();
            return new Baseline(
                    floor,
                    new HourProfile(offset, step),
                    tracker,
                    spread,
                    reachDown,
                    reachUp,
                    neverNegative,
                    sparse,
                    days,
                    samples,
                    scale,
                    learnedUntil,
                    last);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("baseline cut off at " + bytes.length + " bytes", e);
        }
    }
}
