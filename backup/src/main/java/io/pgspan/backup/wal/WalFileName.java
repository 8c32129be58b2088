package io.pgspan.backup.wal;

import java.util.Optional;

/**
 * The names PostgreSQL gives to what it archives, and where each lies in an archive. Plain loops instead of patterns: the archive
 * command runs once a segment and must start fast.
 */
final class WalFileName {
    enum Kind {
        /** 24 digits: a whole segment. */
        SEGMENT,
        /** The incomplete last segment of a timeline that a promotion left; recovery never asks for it. */
        PARTIAL,
        /** How a timeline came to be. */
        HISTORY,
        /** Notes about a base backup, for people. */
        BACKUP
    }

    private static final int TIMELINE_DIGITS = 8;
    private static final int GROUP_DIGITS = 16;
    private static final int SEGMENT_DIGITS = 24;

    private WalFileName() {}

    /** What the name means; empty when PostgreSQL archives nothing of that name. */
    static Optional<Kind> kind(String name) {
        int digits = 0;
        while (digits < name.length() && isDigit(name.charAt(digits))) {
            digits++;
        }
        String rest = name.substring(digits);
        if (digits == SEGMENT_DIGITS) {
            if (rest.isEmpty()) {
                return Optional.of(Kind.SEGMENT);
            }
            if (rest.equals(".partial")) {
                return Optional.of(Kind.PARTIAL);
            }
            if (rest.length() == 16 && rest.charAt(0) == '.' && rest.endsWith(".backup") && allDigits(rest, 1, 9)) {
                return Optional.of(Kind.BACKUP);
            }
        }
        return digits == TIMELINE_DIGITS && rest.equals(".history") ? Optional.of(Kind.HISTORY) : Optional.empty();
    }

    /** The place below the archive: segments are grouped by their first 16 digits, so that no directory grows without end. */
    static String place(String name, Kind kind) {
        return kind == Kind.HISTORY
                ? name
                : name.substring(0, GROUP_DIGITS).concat("/").concat(name);
    }

    private static boolean allDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F');
    }
}
