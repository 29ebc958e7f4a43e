package io.sreagent.analysis.stats;

/**
 * The last values of a stream in order of arrival, with the same values kept sorted beside them, so
 * that median and quantiles of a sliding window cost O(1) to ask and O(w) (one array copy) to move.
 * NaN is not taken.
 */
public final class Window {
    private final double[] ring;
    private final double[] sorted;
    private int size;
    private int next;

    public Window(int capacity) {
        if (capacity < 1) throw new IllegalArgumentException("capacity " + capacity);
        ring = new double[capacity];
        sorted = new double[capacity];
    }

    /** Takes a value and drops the oldest when full. */
    public void add(double value) {
        if (Double.isNaN(value)) throw new IllegalArgumentException("NaN");
        if (size == ring.length) {
            int hole = place(ring[next]);
            System.arraycopy(sorted, hole + 1, sorted, hole, size - hole - 1);
            size--;
        }
        int place = place(value);
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = value;
        ring[next] = value;
        next = (next + 1) % ring.length;
        size++;
    }

    public int size() {
        return size;
    }

    public boolean full() {
        return size == ring.length;
    }

    /** The value that came {@code back} values ago; 0 is the last. */
    public double last(int back) {
        if (back < 0 || back >= size) throw new IndexOutOfBoundsException(back);
        return ring[Math.floorMod(next - 1 - back, ring.length)];
    }

    /** The k-th smallest, from 0. */
    public double smallest(int k) {
        if (k < 0 || k >= size) throw new IndexOutOfBoundsException(k);
        return sorted[k];
    }

    public double quantile(double probability) {
        if (size == 0) return Double.NaN;
        double position = probability * (size - 1);
        int below = (int) position;
        double low = sorted[below];
        return below + 1 == size ? low : low + (position - below) * (sorted[below + 1] - low);
    }

    public double median() {
        return quantile(0.5);
    }

    /**
     * MAD of the window in standard deviations (the upper of the two middle distances when their
     * number is even). O(log w): the nearer half of the values is a block of the sorted window, and
     * the block is found by bisection.
     */
    public double mad() {
        if (size == 0) return Double.NaN;
        double centre = median();
        int nearest = size / 2 + 1;
        int low = 0;
        int high = size - nearest;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (centre - sorted[middle] > sorted[middle + nearest] - centre) low = middle + 1;
            else high = middle;
        }
        double reach = Math.max(centre - sorted[low], sorted[low + nearest - 1] - centre);
        return Robust.MAD_TO_SIGMA * reach;
    }

    /** Distance from {@code x} to its k-th nearest value, k from 1; O(k + log w). */
    public double nearest(double x, int k) {
        if (k < 1 || k > size) throw new IndexOutOfBoundsException(k);
        int above = place(x);
        int below = above - 1;
        double distance = 0;
        for (int i = 0; i < k; i++) {
            boolean up = below < 0 || (above < size && sorted[above] - x < x - sorted[below]);
            distance = up ? sorted[above++] - x : x - sorted[below--];
        }
        return distance;
    }

    /** The values, oldest first. */
    public double[] toArray() {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) values[i] = last(size - 1 - i);
        return values;
    }

    public void clear() {
        size = 0;
        next = 0;
    }

    private int place(double value) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
