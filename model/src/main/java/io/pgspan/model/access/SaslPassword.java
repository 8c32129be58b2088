package io.pgspan.model.access;

import com.ongres.saslprep.SASLprep;
import com.ongres.stringprep.Option;
import com.ongres.stringprep.Profile;
import io.pgspan.model.PgspanException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;

/**
 * The bytes of a password that SCRAM works with, as PostgreSQL makes them. It departs from SASLprep (RFC 4013): a password that is
 * prohibited, or of which nothing is left, is used as it is, so that every password works; characters are judged before they are
 * normalized and not after; and the zero width space becomes a blank instead of nothing.
 */
final class SaslPassword {
    private static final char ZERO_WIDTH_SPACE = '\u200B';
    private static final Profile JUDGED_BEFORE_NORMALIZED = new JudgedBeforeNormalized();

    private SaslPassword() {}

    /** @throws PgspanException when the text is empty, holds a zero byte or half a surrogate pair */
    static byte[] bytes(String password) {
        if (password.isEmpty() || password.indexOf('\0') >= 0) {
            throw new PgspanException(
                    "password: it is empty or holds a zero byte, PostgreSQL takes neither; use another one");
        }
        try {
            ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(prepared(password)));
            byte[] bytes = new byte[utf8.remaining()];
            utf8.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new PgspanException(
                    "password: it holds half a surrogate pair, which no encoding can write; use another one", e);
        }
    }

    private static String prepared(String password) {
        try {
            String mapped = JUDGED_BEFORE_NORMALIZED.prepareStored(password.replace(ZERO_WIDTH_SPACE, ' '));
            return Normalizer.normalize(mapped, Normalizer.Form.NFKC);
        } catch (IllegalArgumentException e) {
            return password; // prohibited
        } catch (IndexOutOfBoundsException e) {
            return password; // how the library says that mapping left nothing
        }
    }

    /** SASLprep without its step of normalization. */
    private static final class JudgedBeforeNormalized implements Profile {
        private final SASLprep standard = new SASLprep();
        private final Set<Option> options = EnumSet.copyOf(standard.profile());

        JudgedBeforeNormalized() {
            options.remove(Option.NORMALIZE_KC);
        }

        @Override
        public Set<Option> profile() {
            return EnumSet.copyOf(options);
        }

        @Override
        public int[] additionalMappingTable(int codePoint) {
            return standard.additionalMappingTable(codePoint);
        }
    }
}
