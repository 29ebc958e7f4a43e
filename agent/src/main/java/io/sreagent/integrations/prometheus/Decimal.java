package io.sreagent.integrations.prometheus;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigInteger;

/**
 * Numbers as Prometheus writes them, out of bytes: the double nearest to the decimal, as {@link
 * Double#parseDouble} gives it, without making a text first.
 *
 * <p>Up to 19 digits and a power of ten between −65 and 65 are multiplied by a 128-bit power of
 * five, which settles all but the rarest cases; whatever is longer, further out, subnormal or in
 * doubt goes to {@code parseDouble}. Source: D. Lemire, <i>Number parsing at a gigabyte per
 * second</i>, Software: Practice and Experience 51 (2021).
 */
final class Decimal {
    private static final int FURTHEST = 65;
    private static final long EXACT = 1L << 53; // up to here, and these powers, doubles are exact
    private static final double[] TENS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
        1e17, 1e18, 1e19, 1e20, 1e21, 1e22
    };
    private static final long[] HIGH = new long[2 * FURTHEST + 1];
    private static final long[] LOW = new long[2 * FURTHEST + 1];

    static {
        for (int q = -FURTHEST; q <= FURTHEST; q++) {
            BigInteger power = power(q);
            HIGH[q + FURTHEST] = power.shiftRight(64).longValue();
            LOW[q + FURTHEST] = power.longValue();
        }
    }

    private Decimal() {}

    /** The leading 128 bits of 5^q; reciprocals rounded up. */
    private static BigInteger power(int q) {
        BigInteger five = BigInteger.valueOf(5).pow(Math.abs(q));
        if (q >= 0)
            return five.shiftLeft(Math.max(0, 128 - five.bitLength()))
                    .shiftRight(Math.max(0, five.bitLength() - 128));
        int z = five.subtract(BigInteger.ONE).bitLength();
        int b = q >= -27 ? z + 127 : 2 * z + 128;
        BigInteger c = BigInteger.ONE.shiftLeft(b).divide(five).add(BigInteger.ONE);
        return c.shiftRight(Math.max(0, c.bitLength() - 128));
    }

    /**
     * Reads the bytes {@code from} to {@code to}.
     *
     * @throws NumberFormatException for what is no decimal number, and for {@code NaN} and {@code
     *     Inf}, which are the caller's
     */
    static double parse(byte[] text, int from, int to) {
        int at = from;
        boolean minus = at < to && text[at] == '-';
        if (at < to && (minus || text[at] == '+')) at++;
        long digits = 0;
        int count = 0; // significant ones
        int exponent = 0;
        int begin = at;
        while (at < to && isDigit(text[at])) {
            digits = 10 * digits + text[at] - '0';
            if (digits != 0) count++;
            at++;
        }
        int seen = at - begin;
        if (at < to && text[at] == '.') {
            int point = ++at;
            while (at < to && isDigit(text[at])) {
                digits = 10 * digits + text[at] - '0';
                if (digits != 0) count++;
                at++;
            }
            exponent = point - at;
            seen += at - point;
        }
        if (seen == 0) throw notANumber(text, from, to);
        if (at < to && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            boolean down = at < to && text[at] == '-';
            if (at < to && (down || text[at] == '+')) at++;
            int power = 0;
            int first = at;
            while (at < to && isDigit(text[at]))
                power = Math.min(100_000, 10 * power + text[at++] - '0');
            if (at == first) throw notANumber(text, from, to);
            exponent += down ? -power : power;
        }
        if (at != to) throw notANumber(text, from, to);
        if (count > 19) return slow(text, from, to);
        double found = of(digits, exponent);
        if (Double.isNaN(found)) return slow(text, from, to);
        return minus ? -found : found;
    }

    /** digits · 10^exponent, digits read as unsigned; NaN when in doubt. */
    static double of(long digits, int exponent) {
        if (digits == 0) return 0;
        if (digits > 0 && digits <= EXACT && exponent <= 0 && exponent >= -22)
            return digits / TENS[-exponent];
        return Math.abs(exponent) > FURTHEST ? Double.NaN : nearest(digits, exponent);
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static double slow(byte[] text, int from, int to) {
        return Double.parseDouble(new String(text, from, to - from, ISO_8859_1));
    }

    private static NumberFormatException notANumber(byte[] text, int from, int to) {
        return new NumberFormatException(
                "'"
                        + new String(text, from, Math.min(40, to - from), ISO_8859_1)
                        + "' is no number");
    }

    /** digits · 10^q, digits read as unsigned and not 0; NaN when in doubt. */
    private static double nearest(long digits, int q) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long w = digits << zeros;
        long power = HIGH[q + FURTHEST];
        long high = Math.unsignedMultiplyHigh(w, power);
        long low = w * power;
        if ((high & 0x1FF) == 0x1FF) {
            long more = Math.unsignedMultiplyHigh(w, LOW[q + FURTHEST]);
            low += more;
            if (Long.compareUnsigned(low, more) < 0) high++;
        }
        if (low == -1 && (q < -27 || q > 55)) return Double.NaN;
        int upper = (int) (high >>> 63);
        int shift = upper + 64 - 52 - 3;
        long mantissa = high >>> shift;
        int binary = ((217_706 * q) >> 16) + 63 + upper - zeros + 1023;
        if (binary <= 0) return Double.NaN;
        boolean tie = low >= 0 && low <= 1 && q >= -4 && q <= 23 && (mantissa & 3) == 1;
        if (tie && mantissa << shift == high) mantissa &= ~1L;
        mantissa = (mantissa + (mantissa & 1)) >>> 1;
        if (mantissa >= 1L << 53) {
            mantissa = 1L << 52;
            binary++;
        }
        if (binary >= 0x7FF) return Double.NaN;
        return Double.longBitsToDouble((mantissa & ~(1L << 52)) | (long) binary << 52);
    }
}
