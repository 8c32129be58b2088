package io.pgspan.model.text;

import io.pgspan.model.PgspanException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Kubernetes resource quantity: a signed decimal number with a binary suffix ({@code Ki Mi Gi Ti Pi Ei}), a decimal one
 * ({@code n u m k M G T P E}) or an exponent ({@code 1e3}). Two quantities are equal when their amounts are; the text as written
 * is kept for writing it back, and {@link #canonical()} is what an API server makes of it.
 *
 * <p>As in Kubernetes an amount is a multiple of 10<sup>-9</sup>, rounded away from zero, and with a binary suffix its magnitude is
 * at most 2<sup>63</sup>−1. Stricter than Kubernetes: a sign, a dot or a suffix without a digit is refused, not read as zero, and an
 * exponent has at most three digits.
 */
public final class Quantity implements Comparable<Quantity> {
    private static final int LENGTH_MAX = 64;
    /** Nano: the finest that Kubernetes tells apart. */
    private static final int SCALE = 9;

    private static final int EXPONENT_SI_MAX = 18;
    private static final int STEP = 3;
    private static final BigDecimal BINARY_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
    private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
    private static final List<String> DECIMAL = List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");

    /** How the canonical text is written. */
    private enum Family {
        DECIMAL_SI,
        DECIMAL_EXPONENT,
        BINARY_SI
    }

    private static final Pattern TEXT =
            Pattern.compile("([+-]?(?:\\d+\\.?\\d*|\\.\\d+))(Ki|Mi|Gi|Ti|Pi|Ei|n|u|m|k|M|G|T|P|E|[eE][+-]?\\d{1,3})?");
    private static final Map<String, BigDecimal> FACTORS = Map.ofEntries(
            Map.entry("Ki", BigDecimal.valueOf(1L << 10)),
            Map.entry("Mi", BigDecimal.valueOf(1L << 20)),
            Map.entry("Gi", BigDecimal.valueOf(1L << 30)),
            Map.entry("Ti", BigDecimal.valueOf(1L << 40)),
            Map.entry("Pi", BigDecimal.valueOf(1L << 50)),
            Map.entry("Ei", BigDecimal.valueOf(1L << 60)),
            Map.entry("n", BigDecimal.ONE.movePointLeft(9)),
            Map.entry("u", BigDecimal.ONE.movePointLeft(6)),
            Map.entry("m", BigDecimal.ONE.movePointLeft(3)),
            Map.entry("k", BigDecimal.ONE.movePointRight(3)),
            Map.entry("M", BigDecimal.ONE.movePointRight(6)),
            Map.entry("G", BigDecimal.ONE.movePointRight(9)),
            Map.entry("T", BigDecimal.ONE.movePointRight(12)),
            Map.entry("P", BigDecimal.ONE.movePointRight(15)),
            Map.entry("E", BigDecimal.ONE.movePointRight(18)));

    private final String text;
    private final BigDecimal amount;
    private final Family family;

    private Quantity(String text, BigDecimal exact, Family family) {
        this.text = text;
        this.amount = rounded(exact, family);
        this.family = family;
    }

    private static BigDecimal rounded(BigDecimal exact, Family family) {
        BigDecimal amount = exact.scale() > SCALE ? exact.setScale(SCALE, RoundingMode.UP) : exact;
        boolean capped = family == Family.BINARY_SI && amount.abs().compareTo(BINARY_MAX) > 0;
        return capped ? BINARY_MAX.multiply(BigDecimal.valueOf(amount.signum())) : amount;
    }

    /**
     * Reads a quantity, for example {@code 2Gi}, {@code 500m} or {@code 1e3}.
     *
     * @throws PgspanException when the text is not one
     */
    public static Quantity of(String text) {
        Matcher m = TEXT.matcher(text);
        if (text.length() > LENGTH_MAX || !m.matches()) {
            throw new PgspanException(
                    "quantity: '" + text + "' is not a Kubernetes quantity; write for example 2Gi or 500m");
        }
        BigDecimal number = new BigDecimal(m.group(1));
        String suffix = m.group(2);
        if (suffix == null) {
            return new Quantity(text, number, Family.DECIMAL_SI);
        }
        BigDecimal factor = FACTORS.get(suffix);
        if (factor == null) {
            int exponent = Integer.parseInt(suffix.substring(1).replace("+", ""));
            return new Quantity(text, number.movePointRight(exponent), Family.DECIMAL_EXPONENT);
        }
        boolean binary = suffix.endsWith("i");
        return new Quantity(text, number.multiply(factor), binary ? Family.BINARY_SI : Family.DECIMAL_SI);
    }

    /** The amount in base units: bytes, CPUs. */
    public BigDecimal amount() {
        return amount;
    }

    /** −1, 0 or 1. */
    public int signum() {
        return amount.signum();
    }

    /** The amount rounded away from zero to a whole number: bytes. */
    public BigInteger toWhole() {
        return amount.setScale(0, RoundingMode.UP).toBigInteger();
    }

    /** A thousand times the amount, rounded away from zero to a whole number: millicores. */
    public BigInteger toMilli() {
        return amount.movePointRight(STEP).setScale(0, RoundingMode.UP).toBigInteger();
    }

    /**
     * The text in Kubernetes' canonical form: no fraction, the largest suffix of the same family that allows that. A binary amount
     * below 1024 or with a fraction is written as a decimal one.
     */
    public String canonical() {
        if (signum() == 0) {
            return "0";
        }
        boolean whole = amount.stripTrailingZeros().scale() <= 0;
        if (family == Family.BINARY_SI && whole && amount.abs().compareTo(KIBI) >= 0) {
            return binary();
        }
        return decimal(family == Family.DECIMAL_EXPONENT);
    }

    private String binary() {
        BigDecimal left = amount;
        int power = 0;
        while (power < BINARY.size() - 1 && left.remainder(KIBI).signum() == 0) {
            left = left.divideToIntegralValue(KIBI);
            power++;
        }
        return left.toBigInteger() + BINARY.get(power);
    }

    private String decimal(boolean exponents) {
        BigDecimal stripped = amount.stripTrailingZeros();
        int exponent = Math.floorDiv(-stripped.scale(), STEP) * STEP;
        if (!exponents) {
            exponent = Math.min(exponent, EXPONENT_SI_MAX);
        }
        BigInteger digits = stripped.movePointLeft(exponent).toBigIntegerExact();
        if (exponents) {
            return exponent == 0 ? digits.toString() : digits + "e" + exponent;
        }
        return digits + DECIMAL.get((exponent + SCALE) / STEP);
    }

    @Override
    public int compareTo(Quantity other) {
        return amount.compareTo(other.amount);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantity q && amount.compareTo(q.amount) == 0;
    }

    @Override
    public int hashCode() {
        return amount.stripTrailingZeros().hashCode();
    }

    /** The text as written. */
    @Override
    public String toString() {
        return text;
    }
}
