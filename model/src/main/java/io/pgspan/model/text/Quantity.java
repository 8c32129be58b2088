package io.pgspan.model.text;

import io.pgspan.model.PgspanException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Kubernetes resource quantity: a signed decimal number with a binary suffix ({@code Ki Mi Gi Ti Pi Ei}), a decimal one
 * ({@code n u m k M G T P E}) or an exponent ({@code 1e3}). Two quantities are equal when their amounts are; the text as written
 * is kept for writing it back.
 */
public final class Quantity implements Comparable<Quantity> {
    private static final int LENGTH_MAX = 64;
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

    private Quantity(String text, BigDecimal amount) {
        this.text = text;
        this.amount = amount;
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
            return new Quantity(text, number);
        }
        BigDecimal factor = FACTORS.get(suffix);
        return new Quantity(
                text,
                factor != null
                        ? number.multiply(factor)
                        : number.movePointRight(
                                Integer.parseInt(suffix.substring(1).replace("+", ""))));
    }

    /** The amount in base units: bytes, CPUs. */
    public BigDecimal amount() {
        return amount;
    }

    /** −1, 0 or 1. */
    public int signum() {
        return amount.signum();
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
