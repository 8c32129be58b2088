package io.pgspan.operators.cnpg.lint;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.text.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as Kubernetes and as PostgreSQL write them. */
final class Sizes {
    /** What the operator's webhook reads of PostgreSQL's sizes: a number alone is megabytes to it. */
    private static final Pattern POSTGRES = Pattern.compile("(\\d{1,15}) *([kMGT]?)(B?)");

    private static final String UNITS = "kMGT";

    private Sizes() {}

    /** Bytes of a size of PostgreSQL's settings; empty when the webhook can't read it. */
    static Optional<BigInteger> postgres(String text) {
        Matcher m = POSTGRES.matcher(text);
        if (!m.matches() || (m.group(3).isEmpty() && (!m.group(2).isEmpty() || text.indexOf(' ') >= 0))) {
            return Optional.empty();
        }
        int power = m.group(3).isEmpty() ? 2 : m.group(2).isEmpty() ? 0 : UNITS.indexOf(m.group(2)) + 1;
        return Optional.of(
                new BigInteger(m.group(1)).multiply(BigInteger.valueOf(1024).pow(power)));
    }

    /** A quantity; empty when there is none or it can't be read. */
    static Optional<BigDecimal> quantity(JsonNode value) {
        if (!value.isTextual() && !value.isNumber()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Quantity.of(value.asText()).amount());
        } catch (PgspanException e) {
            return Optional.empty();
        }
    }

    /** Whether both are quantities other than zero and the first is the smaller one. */
    static boolean isLess(JsonNode one, JsonNode other) {
        Optional<BigDecimal> a = quantity(one).filter(q -> q.signum() != 0);
        Optional<BigDecimal> b = quantity(other).filter(q -> q.signum() != 0);
        return a.isPresent() && b.isPresent() && a.get().compareTo(b.get()) < 0;
    }
}
