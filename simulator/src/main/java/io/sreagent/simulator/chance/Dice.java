package io.sreagent.simulator.chance;

/**
 * Random numbers as a pure function of seed and question.
 *
 * <p>A generator with state would give another world as soon as one more pod asks it; here the draw
 * for (stream, step) is the same whatever else happened, so that a run with a fix and a run without
 * differ only by the fix. Mixing: the finaliser of SplitMix64 (Steele, Lea, Flood: "Fast splittable
 * pseudorandom number generators", 2014).
 */
public final class Dice {
    private static final double UNIT = 0x1.0p-53;
    private static final String ALPHABET =
            "bcdfghjklmnpqrstvwxz2456789"; // the alphabet of Kubernetes' own suffixes

    private final long seed;

    public Dice(long seed) {
        this.seed = mix(seed + 0x9E3779B97F4A7C15L);
    }

    /** Dice of their own for one named thing. */
    public Dice of(String stream) {
        long hash = seed;
        for (int i = 0; i < stream.length(); i++) {
            hash = mix(hash ^ (stream.charAt(i) + 0x632BE59BD9B4E019L * (i + 1)));
        }
        return new Dice(hash);
    }

    public long bits(long question) {
        return mix(seed ^ mix(question * 0x9E3779B97F4A7C15L + 0xD1B54A32D192ED03L));
    }

    /** Uniform in [0, 1). */
    public double uniform(long question) {
        return (bits(question) >>> 11) * UNIT;
    }

    /**
     * Standard normal, as the sum of four uniforms, scaled: cheap, and no tail beyond 3.5 sigma
     * makes a false outage.
     */
    public double gaussian(long question) {
        long bits = bits(question);
        double sum =
                (bits & 0xFFFF)
                        + ((bits >>> 16) & 0xFFFF)
                        + ((bits >>> 32) & 0xFFFF)
                        + ((bits >>> 48) & 0xFFFF);
        return (sum / 65536.0 - 2.0) * 1.7320508;
    }

    /** Noise that wanders: linear between normal draws {@code period} questions apart. */
    public double drift(long question, int period) {
        long from = Math.floorDiv(question, (long) period);
        double part = (double) Math.floorMod(question, (long) period) / period;
        return gaussian(from * 31 + 7) * (1 - part) + gaussian((from + 1) * 31 + 7) * part;
    }

    /**
     * A count with the given mean: Poisson by inversion under 12, its normal approximation above.
     */
    public double count(double mean, long question) {
        if (!(mean > 0)) {
            return 0;
        }
        if (mean >= 12) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * gaussian(question)));
        }
        double u = uniform(question);
        double term = Math.exp(-mean);
        int k = 0;
        for (double sum = term; sum < u && k < 200; sum += term) {
            k++;
            term *= mean / k;
        }
        return k;
    }

    public int pick(int bound, long question) {
        return (int) (uniform(question) * bound);
    }

    /** A suffix of the kind Kubernetes appends to generated names. */
    public String suffix(int length, long question) {
        var text = new StringBuilder(length);
        long bits = bits(question);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt((int) Long.remainderUnsigned(bits, ALPHABET.length())));
            bits = mix(bits);
        }
        return text.toString();
    }

    /** A UUID-shaped identifier. */
    public String uid(long question) {
        return new java.util.UUID(
                        (bits(question) & ~0xF000L) | 0x4000L,
                        (bits(~question) & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L)
                .toString();
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
