package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.wal.Lsn;
import io.pgspan.operators.decode.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code recoveryTarget}. A time is read in the two forms that CloudNativePG takes, RFC 3339 and PostgreSQL's; without a zone it is UTC,
 * and the abbreviation of a zone is none of these forms.
 */
final class RecoveryTargets {
    private static final Pattern TIME =
            Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[T ](\\d{2}:\\d{2}:\\d{2}(?:\\.\\d{1,9})?)"
                    + "\\s?(?:(Z|z)|([+-]\\d{2}):?(\\d{2})?)?");
    private static final Pattern TRANSACTION = Pattern.compile("\\d{1,18}");
    private static final List<String> KINDS =
            List.of("targetTime", "targetLSN", "targetName", "targetXID", "targetImmediate");

    private RecoveryTargets() {}

    static RecoveryTarget read(Cursor target) {
        target.origin("dataSource");
        List<String> said = new ArrayList<>();
        for (String kind : KINDS) {
            if (target.has(kind) && !target.peek(kind).asText("").equals("false")) {
                said.add(kind);
            }
        }
        boolean inclusive = !target.bool("exclusive").orElse(false);
        return said.isEmpty() ? RecoveryTarget.latest() : one(target, said.get(0), inclusive);
    }

    private static RecoveryTarget one(Cursor target, String kind, boolean inclusive) {
        Optional<? extends RecoveryTarget> found = switch (kind) {
            case "targetTime" ->
                target.parsed(kind, RecoveryTargets::time).map(time -> new RecoveryTarget.AtTime(time, inclusive));
            case "targetLSN" -> target.parsed(kind, Lsn::of).map(lsn -> new RecoveryTarget.AtLsn(lsn, inclusive));
            case "targetName" -> target.text(kind).map(name -> new RecoveryTarget.AtRestorePoint(name, Lsn.ZERO));
            case "targetXID" -> target.parsed(kind, text -> transaction(text, inclusive));
            default -> target.bool(kind).map(on -> new RecoveryTarget.Immediate());
        };
        return found.isPresent() ? found.get() : RecoveryTarget.latest();
    }

    private static RecoveryTarget transaction(String text, boolean inclusive) {
        if (!TRANSACTION.matcher(text).matches()) {
            throw new PgspanException(
                    "recovery target: '" + text + "' is no number of a transaction; write its digits");
        }
        return new RecoveryTarget.AtTransaction(Long.parseLong(text), inclusive);
    }

    /** @throws PgspanException when the text is in none of the forms */
    static Instant time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            throw new PgspanException(refused(text));
        }
        String hours = matcher.group(4);
        String minutes = matcher.group(5) == null ? "00" : matcher.group(5);
        String zone = hours == null ? "Z" : hours + ":" + minutes;
        try {
            return OffsetDateTime.parse(matcher.group(1) + "T" + matcher.group(2) + zone)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new PgspanException(refused(text), e);
        }
    }

    private static String refused(String text) {
        return "recovery target: '" + text
                + "' is no time that CloudNativePG understands, zones have no names there; write for "
                + "example 2026-01-31T12:00:00Z";
    }

    /** Whether what CloudNativePG takes of a target is all that it says. */
    static boolean isWritable(RecoveryTarget target) {
        return !(target instanceof RecoveryTarget.AtRestorePoint point)
                || point.lsn().equals(Lsn.ZERO);
    }

    /** Whether the backup to begin with is named, or found: by time or position it is, by anything else it can't be. */
    static boolean isFound(RestoreFrom restore) {
        return restore.backupName().isPresent()
                || !(restore.target() instanceof RecoveryTarget.AtRestorePoint
                        || restore.target() instanceof RecoveryTarget.AtTransaction
                        || restore.target() instanceof RecoveryTarget.Immediate);
    }

    /** Nothing for the end of the log. */
    static void write(RecoveryTarget target, String backup, ObjectNode recovery) {
        ObjectNode object = recovery.objectNode();
        if (!backup.isEmpty()) {
            object.put("backupID", backup);
        }
        boolean inclusive = true;
        if (target instanceof RecoveryTarget.AtTime time) {
            object.put("targetTime", time.time().toString());
            inclusive = time.inclusive();
        } else if (target instanceof RecoveryTarget.AtLsn lsn) {
            object.put("targetLSN", lsn.lsn().toString());
            inclusive = lsn.inclusive();
        } else if (target instanceof RecoveryTarget.AtRestorePoint point) {
            object.put("targetName", point.name());
        } else if (target instanceof RecoveryTarget.AtTransaction transaction) {
            object.put("targetXID", Long.toString(transaction.xid()));
            inclusive = transaction.inclusive();
        } else if (target instanceof RecoveryTarget.Immediate) {
            object.put("targetImmediate", true);
        }
        if (!inclusive) {
            object.put("exclusive", true);
        }
        if (!object.isEmpty()) {
            recovery.set("recoveryTarget", object);
        }
    }
}
