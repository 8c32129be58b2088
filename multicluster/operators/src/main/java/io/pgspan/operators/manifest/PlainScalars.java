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
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * What an unquoted word means: {@code true}, {@code null} and numbers are what they look like, everything else is text. The
 * old words {@code yes}, {@code no}, {@code on} and {@code off} are text, so that nobody's cluster called {@code no} disappears.
 * A decimal keeps its digits ({@code 17.10} is not {@code 17.1}), so that a version without quotes can be quoted in an error.
 */
final class PlainScalars extends Resolver {
    static final Tag PLAIN = new Tag("tag:pgspan.io,2026:plain");

    private static final int DIGITS_MAX = 20;
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(0|[1-9][0-9]*)");
    private static final Pattern OCTAL = Pattern.compile("0o?[0-7]+");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern POINT = Pattern.compile("[-+]?([0-9]+\\.[0-9]*|\\.[0-9]+)");
    private static final Pattern EXPONENT = Pattern.compile("[-+]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)[eE][-+]?[0-9]+");

    @Override
    protected void addImplicitResolvers() {
        // none: an unquoted word is told apart here, not by YAML 1.1
    }

    @Override
    public Tag resolve(NodeId kind, String value, boolean implicit) {
        return kind == NodeId.scalar ? (implicit ? PLAIN : Tag.STR) : super.resolve(kind, value, implicit);
    }

    static JsonNode value(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> NullNode.getInstance();
            case "true", "True", "TRUE" -> BooleanNode.TRUE;
            case "false", "False", "FALSE" -> BooleanNode.FALSE;
            default -> number(text);
        };
    }

    private static JsonNode number(String text) {
        if (text.length() > DIGITS_MAX) {
            return TextNode.valueOf(text);
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

    private static JsonNode integer(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? LongNode.valueOf(number.longValue()) : BigIntegerNode.valueOf(number);
    }
}
