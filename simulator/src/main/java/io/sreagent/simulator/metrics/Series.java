package io.sreagent.simulator.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one series, one slot per scrape.
 *
 * <p>Slots are kept in blocks of 128: a double base and a float offset for each. A float alone
 * would round a two-week counter to whole seconds and put noise into every rate; an offset from a
 * base two hours old keeps seven digits of the change. A block whose value never changes holds no
 * array, which makes the many constant series of a cluster nearly free.
 */
public final class Series {
    /** No sample was taken: a query looks further back. */
    public static final double MISSING = Double.NaN;

    private static final int BLOCK = 128;
    private static final float NO_SAMPLE = Float.NaN;
    private static final float STALE =
            Float.NEGATIVE_INFINITY; // the series ended here: a query stops looking

    private final Labels labels;
    private final int firstBlock;
    private double[] bases = new double[4];
    private float[] @Nullable [] offsets = new float[4][];
    private int[] lengths = new int[4]; // slots written in each block
    private int blocks;
    private int next; // the slot after the last one written
    private boolean sampled; // whether the current block holds a sample yet
    private boolean holding; // the held value counts from `next` on, for every slot scraped
    private double held;
    private final SeriesStore store;

    Series(SeriesStore store, Labels labels, int firstSlot) {
        this.store = store;
        this.labels = labels;
        this.firstBlock = firstSlot / BLOCK;
        this.next = firstBlock * BLOCK;
        while (next < firstSlot) {
            put(next, 0, NO_SAMPLE);
        }
    }

    public Labels labels() {
        return labels;
    }

    /** Appends a sample; slots in between count as not scraped. */
    public void append(int slot, double value) {
        skipTo(slot);
        put(slot, value, 0f);
    }

    /**
     * From this slot on every scrape finds this value, until something else is said; costs nothing
     * per scrape.
     */
    public void hold(int slot, double value) {
        if (holding && held == value) {
            return;
        }
        skipTo(slot);
        holding = true;
        held = value;
    }

    /** From this slot on nothing is scraped. */
    public void pause(int slot) {
        skipTo(slot);
    }

    /** Marks the end of the series, as Prometheus does when a target or a series goes away. */
    public void end(int slot) {
        skipTo(slot);
        put(slot, 0, STALE);
    }

    private void skipTo(int slot) {
        if (slot == next - 1 && endedAt(slot)) {
            next = slot; // ended and begun again in one minute: a pod replaced by one of the same
            // name
        }
        while (next < slot) {
            if (holding) {
                put(next, held, 0f);
            } else {
                put(next, 0, NO_SAMPLE);
            }
        }
        holding = false;
        if (slot < next) {
            throw new IllegalStateException(
                    "slot " + slot + " of " + labels + " is already written");
        }
    }

    private void put(int slot, double value, float mark) {
        int block = slot / BLOCK - firstBlock;
        int at = slot % BLOCK;
        if (at == 0) {
            open(block, value);
        }
        float[] offset = offsets[block];
        boolean plain = mark == 0f;
        if (offset == null && !(plain && value == bases[block])) {
            offset = new float[BLOCK];
            offsets[block] = offset;
        }
        if (offset != null) {
            if (plain && !sampled) {
                bases[block] = value;
            }
            offset[at] = plain ? roundedDown(value - bases[block]) : mark;
        }
        sampled |= plain;
        lengths[block] = at + 1;
        next = slot + 1;
    }

    /**
     * Never up: a counter that stands still must not seem to fall when its next block begins, as
     * that would be a reset.
     */
    private static float roundedDown(double offset) {
        float nearest = (float) offset;
        return nearest > offset ? Math.nextDown(nearest) : nearest;
    }

    private void open(int block, double base) {
        if (block == bases.length) {
            int larger = block * 2;
            bases = Arrays.copyOf(bases, larger);
            offsets = Arrays.copyOf(offsets, larger);
            lengths = Arrays.copyOf(lengths, larger);
        }
        bases[block] = base;
        blocks = block + 1;
        sampled = false;
    }

    /** The sample in a slot, or {@link #MISSING} when there is none. */
    public double at(int slot) {
        if (slot >= next) {
            return holding && slot <= store.lastSlot() ? held : MISSING;
        }
        int block = slot / BLOCK - firstBlock;
        int at = slot % BLOCK;
        if (slot < 0 || block < 0 || block >= blocks || at >= lengths[block]) {
            return MISSING;
        }
        float[] offset = offsets[block];
        if (offset == null) {
            return bases[block];
        }
        float o = offset[at];
        return Float.isNaN(o) || o == STALE ? MISSING : bases[block] + o;
    }

    /** Whether the series was marked as ended in this slot. */
    public boolean endedAt(int slot) {
        int block = slot / BLOCK - firstBlock;
        if (slot < 0 || block < 0 || block >= blocks || slot % BLOCK >= lengths[block]) {
            return false;
        }
        float[] offset = offsets[block];
        return offset != null && offset[slot % BLOCK] == STALE;
    }

    public int firstSlot() {
        return firstBlock * BLOCK;
    }

    /** The slot after the last one that may hold a sample. */
    public int nextSlot() {
        return holding ? Math.max(next, store.lastSlot() + 1) : next;
    }
}
