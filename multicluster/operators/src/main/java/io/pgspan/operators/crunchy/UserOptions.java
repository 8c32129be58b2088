package io.pgspan.operators.crunchy;

import io.pgspan.model.access.Privilege;
import io.pgspan.model.access.User;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text {@code options} of a user: the tail of {@code ALTER ROLE}, as far as the model has words for it. */
final class UserOptions {
    private static final Pattern NEXT = Pattern.compile("\\s*(?:(SUPERUSER|CREATEDB|CREATEROLE|REPLICATION|BYPASSRLS)"
            + "|(LOGIN|NOLOGIN|INHERIT|NOINHERIT)"
            + "|CONNECTION\\s+LIMIT\\s+(\\d{1,9})"
            + "|VALID\\s+UNTIL\\s+'([^']*)')(?=\\s|$)\\s*");
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX", Locale.ROOT);

    private UserOptions() {}

    /** Whether a text was understood; it is then said of the user. */
    static boolean read(String text, User.Builder user) {
        Matcher m = NEXT.matcher(text.toUpperCase(Locale.ROOT));
        List<Privilege> privileges = new ArrayList<>();
        boolean login = true;
        boolean inherit = true;
        OptionalInt limit = OptionalInt.empty();
        Optional<Instant> until = Optional.empty();
        int at = 0;
        while (at < text.length() && m.find(at) && m.start() == at) {
            if (m.group(1) != null) {
                privileges.add(Privilege.valueOf(m.group(1)));
            } else if (m.group(2) != null) {
                login = m.group(2).endsWith("LOGIN") ? m.group(2).equals("LOGIN") : login;
                inherit = m.group(2).endsWith("INHERIT") ? m.group(2).equals("INHERIT") : inherit;
            } else if (m.group(3) != null) {
                limit = OptionalInt.of(Integer.parseInt(m.group(3)));
            } else {
                until = time(m.group(4));
                if (until.isEmpty()) {
                    return false;
                }
            }
            at = m.end();
        }
        if (at < text.length()) {
            return false;
        }
        user.privileges(privileges)
                .login(login)
                .inherit(inherit)
                .connectionLimit(limit)
                .validUntil(until);
        return true;
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text, UNTIL).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The text of a user; empty when nothing is said. */
    static String of(User user) {
        List<String> words = new ArrayList<>();
        if (!user.isLogin()) {
            words.add("NOLOGIN");
        }
        if (!user.isInherit()) {
            words.add("NOINHERIT");
        }
        new TreeSet<>(user.privileges()).forEach(privilege -> words.add(privilege.name()));
        user.connectionLimit().ifPresent(limit -> words.add("CONNECTION LIMIT " + limit));
        user.validUntil()
                .ifPresent(until -> words.add("VALID UNTIL '" + UNTIL.format(until.atOffset(ZoneOffset.UTC)) + "'"));
        return String.join(" ", words);
    }

    /** Whether the text says all that the user says of these matters. */
    static boolean isSayable(User user) {
        User.Builder again = user.toBuilder();
        return read(of(user), again) && again.build().equals(user);
    }
}
