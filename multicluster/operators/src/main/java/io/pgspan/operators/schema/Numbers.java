package io.pgspan.operators.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Numbers as an API server holds them: whole ones exactly, fractions as 64-bit floating point. */
final class Numbers {
    private Numbers() {}

    /** The value in digits; a value beyond all limits becomes the largest there is. */
    static BigDecimal of(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value.isBigInteger()
                    ? new BigDecimal(value.bigIntegerValue())
                    : BigDecimal.valueOf(value.longValue());
        }
        double number = value.doubleValue();
        if (Double.isNaN(number)) {
            return BigDecimal.ZERO;
        }
        return BigDecimal.valueOf(Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, number)));
    }
}
