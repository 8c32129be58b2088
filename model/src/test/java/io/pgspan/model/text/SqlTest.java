package io.pgspan.model.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pgspan.model.PgspanException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class SqlTest {

    @Provide
    Arbitrary<String> nasty() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.strings().withChars("a\"'\\;- $").ofMaxLength(12)),
                Tuple.of(1, Arbitraries.strings().all().excludeChars('\0').ofMaxLength(20)));
    }

    @Test
    void quotesWhatPostgresqlQuotes() {
        assertThat(Sql.identifier("my\"table")).isEqualTo("\"my\"\"table\"");
        assertThat(Sql.literal("it's")).isEqualTo("'it''s'");
        assertThat(Sql.literal("back\\slash's")).isEqualTo("E'back\\\\slash''s'");
        assertThat(Sql.parameter("it's c:\\")).isEqualTo("'it''s c:\\\\'");
        assertThat(Sql.literal("")).isEqualTo("''");
    }

    @Property
    void anIdentifierParsesBack(@ForAll @From("nasty") String name) {
        assertThat(parse(Sql.identifier(name), '"', false)).isEqualTo(name);
    }

    @Property
    void aLiteralParsesBack(@ForAll @From("nasty") String value) {
        String literal = Sql.literal(value);

        boolean escapes = literal.startsWith("E");
        assertThat(escapes).isEqualTo(value.contains("\\"));
        assertThat(parse(escapes ? literal.substring(1) : literal, '\'', escapes))
                .isEqualTo(value);
    }

    @Property
    void aParameterParsesBack(@ForAll @From("nasty") String value) {
        String line = value.replace('\n', ' ').replace('\r', ' ');

        assertThat(parse(Sql.parameter(line), '\'', true)).isEqualTo(line);
    }

    @Test
    void aParameterOnSeveralLinesIsRefused() {
        assertThatThrownBy(() -> Sql.parameter("a\nb")).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> Sql.parameter("a\rb")).isInstanceOf(PgspanException.class);
    }

    @Test
    void aZeroByteIsRefused() {
        assertThatThrownBy(() -> Sql.identifier("a\0")).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> Sql.literal("a\0")).isInstanceOf(PgspanException.class);
        assertThatThrownBy(() -> Sql.parameter("a\0")).isInstanceOf(PgspanException.class);
    }

    /** Reads one quoted token as PostgreSQL's lexer does; fails when it ends early or never. */
    private static String parse(String token, char quote, boolean escapes) {
        assertThat(token.charAt(0)).isEqualTo(quote);
        StringBuilder text = new StringBuilder();
        int i = 1;
        while (i < token.length()) {
            char c = token.charAt(i);
            boolean pair = i + 1 < token.length() && token.charAt(i + 1) == c;
            if (c == quote || (escapes && c == '\\')) {
                if (!pair) {
                    break;
                }
                i++;
            }
            text.append(c);
            i++;
        }
        assertThat(i).as("the closing quote of %s", token).isEqualTo(token.length() - 1);
        assertThat(token.charAt(i)).isEqualTo(quote);
        return text.toString();
    }
}
