package io.pgspan.operators.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * What an unquoted word means: {@code true}, {@code null} and numbers are what they look like, everything else is text. The
 * old words {@code yes}, {@code no}, {@code on} and {@code off} are text, so that nobody's cluster called {@code no} disappears.
 * A decimal keeps its digits ({@code 17.10} is not {@code 17.1}), so that a version without quotes can be quoted in an error.
 */
final class PlainScalars {
    private static final int DIGITS_MAX = 20;
    private static final int SMALL_DIGITS_MAX = 9;
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern OCTAL = Pattern.compile("0o?[0-7]+");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern POINT = Pattern.compile("[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+)");
    private static final Pattern EXPONENT = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)[eE][-+]?[0-9]+");

    private PlainScalars() {}

    static JsonNode value(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NullNode.getInstance();
            case "true", "True", "TRUE" -> BooleanNode.TRUE;
            case "false", "False", "FALSE" -> BooleanNode.FALSE;
            default -> number(text);
        };
    }

    private static JsonNode number(String text) {
        char first = text.charAt(0);
        boolean numeric = (first >= '0' && first <= '9') || first == '-' || first == '+' || first == '.';
        if (!numeric || text.length() > DIGITS_MAX) {
            return TextNode.valueOf(text);
        }
        int small = small(text);
        if (small >= 0) {
            return IntNode.valueOf(small);
        }
        if (DECIMAL.matcher(text).matches()) {
            return integer(new BigInteger(text));
        }
        if (OCTAL.matcher(text).matches()) {
            return integer(new BigInteger(text.replace("o", ""), 8));
        }
        if (HEX.matcher(text).matches()) {
            return integer(new BigInteger(text.substring(2), 16));
        }
        if (POINT.matcher(text).matches()) {
            return DecimalNode.valueOf(new BigDecimal(text));
        }
        if (EXPONENT.matcher(text).matches()) {
            double number = Double.parseDouble(text);
            return Double.isInfinite(number) ? TextNode.valueOf(text) : DoubleNode.valueOf(number);
        }
        return TextNode.valueOf(text);
    }

    /** The usual case at once: a few digits without sign or leading zero; −1 for any other text. */
    private static int small(String text) {
        if (text.length() > SMALL_DIGITS_MAX || (text.length() > 1 && text.charAt(0) == '0')) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static JsonNode integer(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? LongNode.valueOf(number.longValue()) : BigIntegerNode.valueOf(number);
    }
}
