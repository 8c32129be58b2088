package io.pgspan.model.text;

import io.pgspan.model.PgspanException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A Kubernetes resource quantity: a signed decimal number with a binary suffix ({@code Ki Mi Gi Ti Pi Ei}), a decimal one
 * ({@code n u m k M G T P E}) or an exponent ({@code 1e3}). Two quantities are equal when their amounts are; the text as written
 * is kept for writing it back.
 *
 * <p>As in Kubernetes, an amount finer than a billionth is rounded up, away from zero, and one with a binary suffix ends at 2⁶³−1.
 * Stricter than Kubernetes: a sign, a dot or a suffix without a digit is refused, not read as zero, and an exponent has at most three
 * digits.
 *
 * <p>Whole numbers that fit are read digit by digit and kept in a {@code long}: plans read the same few quantities of every pod again
 * and again. Everything else goes through {@link BigDecimal}.
 */
public final class Quantity implements Comparable<Quantity> {
    private static final int LENGTH_MAX = 64;
    private static final int EXPONENT_DIGITS_MAX = 3;
    /** So many digits fit into a {@code long}, whatever they are. */
    private static final int DIGITS_MAX = 18;

    private static final int NANO = 9;
    private static final BigDecimal BINARY_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigInteger KIBI = BigInteger.valueOf(1024);
    private static final long[] POWERS_OF_TEN = powersOfTen();

    /** The suffixes of powers of a thousand, from the billionth up; a blank is none. */
    private static final String DECIMAL = "num kMGTPE";

    /** The suffixes of powers of 1024, each followed by an {@code i}, from the first. */
    private static final String BINARY = "KMGTPE";

    private enum Form {
        DECIMAL,
        BINARY,
        EXPONENT
    }

    private final String text;
    private final Form form;
    private final long small;
    private final int smallScale;
    private final @Nullable BigDecimal large;

    private Quantity(String text, Form form, long small, int smallScale, @Nullable BigDecimal large) {
        this.text = text;
        this.form = form;
        this.small = small;
        this.smallScale = smallScale;
        this.large = large;
    }

    /**
     * Reads a quantity, for example {@code 2Gi}, {@code 500m} or {@code 1e3}.
     *
     * @throws PgspanException when the text is not one
     */
    public static Quantity of(String text) {
        int length = text.length();
        if (length > LENGTH_MAX) {
            throw malformed(text);
        }
        int first = length > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int point = digits(text, first);
        int end = point < length && text.charAt(point) == '.' ? digits(text, point + 1) : point;
        if (end == first || (end == first + 1 && point == first)) {
            throw malformed(text);
        }
        int suffix = length - end;
        char unit = suffix == 0 ? ' ' : text.charAt(end);
        if (suffix == 2 && text.charAt(end + 1) == 'i' && BINARY.indexOf(unit) >= 0) {
            return binary(text, first, point, end, 10 * (BINARY.indexOf(unit) + 1));
        }
        if (suffix == 0 || (suffix == 1 && unit != ' ' && DECIMAL.indexOf(unit) >= 0)) {
            return decimal(text, Form.DECIMAL, first, point, end, 3 * DECIMAL.indexOf(unit) - NANO);
        }
        if (unit == 'e' || unit == 'E') {
            return decimal(text, Form.EXPONENT, first, point, end, exponent(text, end + 1));
        }
        throw malformed(text);
    }

    private static Quantity binary(String text, int first, int point, int end, int shift) {
        if (point == end && end - first <= DIGITS_MAX) {
            long number = number(text, first, end);
            long shifted = number << shift;
            if (shifted >> shift == number && shifted != Long.MIN_VALUE) {
                return new Quantity(text, Form.BINARY, shifted, 0, null);
            }
        }
        BigDecimal amount = new BigDecimal(text.substring(0, end)).multiply(BigDecimal.valueOf(1L << shift));
        if (amount.abs().compareTo(BINARY_MAX) > 0) {
            amount = amount.signum() < 0 ? BINARY_MAX.negate() : BINARY_MAX;
        }
        return large(text, Form.BINARY, amount);
    }

    private static Quantity decimal(String text, Form form, int first, int point, int end, int exponent) {
        if (point == end && end - first <= DIGITS_MAX && exponent >= -NANO && exponent < POWERS_OF_TEN.length) {
            long number = number(text, first, end);
            if (exponent <= 0) {
                return new Quantity(text, form, number, -exponent, null);
            }
            long power = POWERS_OF_TEN[exponent];
            if (Math.abs(number) <= Long.MAX_VALUE / power) {
                return new Quantity(text, form, number * power, 0, null);
            }
        }
        return large(text, form, new BigDecimal(text.substring(0, end)).scaleByPowerOfTen(exponent));
    }

    private static Quantity large(String text, Form form, BigDecimal amount) {
        BigDecimal rounded = amount.scale() > NANO
                ? amount.setScale(NANO, RoundingMode.UP)
                : amount.scale() < 0 ? amount.setScale(0, RoundingMode.UNNECESSARY) : amount;
        return new Quantity(text, form, 0, 0, rounded);
    }

    /** Where the digits that start here end. */
    private static int digits(String text, int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private static long number(String text, int first, int end) {
        long number = 0;
        for (int at = first; at < end; at++) {
            number = 10 * number + (text.charAt(at) - '0');
        }
        return text.charAt(0) == '-' ? -number : number;
    }

    private static int exponent(String text, int from) {
        boolean signed = from < text.length() && (text.charAt(from) == '-' || text.charAt(from) == '+');
        int first = signed ? from + 1 : from;
        int end = digits(text, first);
        if (end != text.length() || end == first || end - first > EXPONENT_DIGITS_MAX) {
            throw malformed(text);
        }
        int exponent = Integer.parseInt(text, first, end, 10);
        return text.charAt(from) == '-' ? -exponent : exponent;
    }

    private static PgspanException malformed(String text) {
        return new PgspanException(
                "quantity: '" + text + "' is not a Kubernetes quantity; write for example 2Gi or 500m");
    }

    private static long[] powersOfTen() {
        long[] powers = new long[DIGITS_MAX + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = 10 * powers[i - 1];
        }
        return powers;
    }

    /** The amount in base units: bytes, CPUs. */
    public BigDecimal amount() {
        return large == null ? BigDecimal.valueOf(small, smallScale) : large;
    }

    /** The amount rounded away from zero to a whole number: bytes. */
    public BigInteger toWhole() {
        return amount().setScale(0, RoundingMode.UP).toBigInteger();
    }

    /** A thousand times the amount, rounded away from zero to a whole number: millicores. */
    public BigInteger toMilli() {
        return amount().movePointRight(3).setScale(0, RoundingMode.UP).toBigInteger();
    }

    /**
     * The one text that Kubernetes writes for this amount in this form: no fraction, the greatest suffix that needs none. A binary
     * amount below 1024 or with a fraction is written as a decimal one; beyond {@code E} an exponent is.
     */
    public String canonical() {
        BigDecimal amount = amount().stripTrailingZeros();
        if (amount.signum() == 0) {
            return "0";
        }
        if (form == Form.BINARY && amount.scale() <= 0 && amount.abs().compareTo(new BigDecimal(KIBI)) >= 0) {
            return canonicalBinary(amount.toBigIntegerExact());
        }
        int exponent = Math.floorDiv(-amount.scale(), 3) * 3;
        String number = amount.movePointLeft(exponent).toBigIntegerExact().toString();
        int suffix = (exponent + NANO) / 3;
        if (exponent == 0) {
            return number;
        }
        return form == Form.EXPONENT || suffix >= DECIMAL.length()
                ? number + "e" + exponent
                : number + DECIMAL.charAt(suffix);
    }

    private static String canonicalBinary(BigInteger amount) {
        BigInteger number = amount;
        int power = 0;
        while (power < BINARY.length() && number.mod(KIBI).signum() == 0) {
            number = number.divide(KIBI);
            power++;
        }
        return power == 0 ? number.toString() : number.toString() + BINARY.charAt(power - 1) + "i";
    }

    /** −1, 0 or 1. */
    public int signum() {
        return large == null ? Long.signum(small) : large.signum();
    }

    @Override
    public int compareTo(Quantity other) {
        return large == null && other.large == null && smallScale == other.smallScale
                ? Long.compare(small, other.small)
                : amount().compareTo(other.amount());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantity q && compareTo(q) == 0;
    }

    @Override
    public int hashCode() {
        return amount().stripTrailingZeros().hashCode();
    }

    /** The text as written. */
    @Override
    public String toString() {
        return text;
    }
}
