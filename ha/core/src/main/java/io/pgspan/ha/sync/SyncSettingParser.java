package io.pgspan.ha.sync;

import io.pgspan.model.PgspanException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code synchronous_standby_names} as PostgreSQL 10 and later do; linear in the text. */
final class SyncSettingParser {
    private static final Pattern TOKEN = Pattern.compile("[ \\t\\n\\r\\f\\u000B]+"
            + "|(?<quoted>\"(?:[^\"]|\"\")*+\")"
            + "|(?<plain>[A-Za-z_\\x{80}-\\x{10FFFF}][A-Za-z_0-9$\\x{80}-\\x{10FFFF}]*+)"
            + "|(?<number>[0-9]++)"
            + "|(?<mark>[*,()])");
    private static final int DIGITS_MAX = 9;

    private enum Kind {
        ANY,
        FIRST,
        NAME,
        NUMBER,
        MARK
    }

    private record Token(Kind kind, String text) {}

    private final List<Token> tokens;
    private int at;

    private SyncSettingParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    static Optional<SyncSetting> parse(String text) {
        if (text.isEmpty()) {
            return Optional.of(SyncSetting.none());
        }
        return tokens(text).flatMap(t -> new SyncSettingParser(t).setting());
    }

    private static Optional<List<Token>> tokens(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher found = TOKEN.matcher(text);
        int end = 0;
        while (found.find() && found.start() == end) {
            end = found.end();
            if (!found.group().isBlank()) {
                tokens.add(token(found));
            }
        }
        return end == text.length() ? Optional.of(tokens) : Optional.empty();
    }

    private static Token token(Matcher found) {
        String all = found.group();
        if (found.group("quoted") != null) {
            return new Token(Kind.NAME, all.substring(1, all.length() - 1).replace("\"\"", "\""));
        }
        if (found.group("plain") != null) {
            return switch (all.toUpperCase(Locale.ROOT)) {
                case "ANY" -> new Token(Kind.ANY, all);
                case "FIRST" -> new Token(Kind.FIRST, all);
                default -> new Token(Kind.NAME, all);
            };
        }
        return new Token(found.group("number") != null ? Kind.NUMBER : all.equals("*") ? Kind.NAME : Kind.MARK, all);
    }

    private Optional<SyncSetting> setting() {
        SyncSetting.Method method = took(Kind.ANY, "") ? SyncSetting.Method.ANY : SyncSetting.Method.FIRST;
        boolean keyword = at == 1 || took(Kind.FIRST, "");
        boolean counted = keyword || (is(Kind.NUMBER, 0, "") && is(Kind.MARK, 1, "("));
        String count = "1";
        if (counted) {
            if (!is(Kind.NUMBER, 0, "") || !is(Kind.MARK, 1, "(")) {
                return Optional.empty();
            }
            count = tokens.get(at).text();
            at += 2;
        }
        List<String> names = new ArrayList<>();
        do {
            if (!is(Kind.NAME, 0, "") && !is(Kind.NUMBER, 0, "")) {
                return Optional.empty();
            }
            names.add(tokens.get(at++).text());
        } while (took(Kind.MARK, ","));
        if ((counted && !took(Kind.MARK, ")")) || at != tokens.size() || count.length() > DIGITS_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(new SyncSetting(method, Integer.parseInt(count), names));
        } catch (PgspanException e) {
            return Optional.empty();
        }
    }

    private boolean took(Kind kind, String text) {
        boolean is = is(kind, 0, text);
        at += is ? 1 : 0;
        return is;
    }

    private boolean is(Kind kind, int ahead, String text) {
        return at + ahead < tokens.size()
                && tokens.get(at + ahead).kind() == kind
                && (text.isEmpty() || tokens.get(at + ahead).text().equals(text));
    }
}
