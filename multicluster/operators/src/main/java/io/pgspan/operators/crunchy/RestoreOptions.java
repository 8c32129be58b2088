package io.pgspan.operators.crunchy;

import io.pgspan.model.PgspanException;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.wal.Lsn;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options that a restore gives pgBackRest, each {@code --name=value} or {@code --name}, as a shell reads them: where recovery stops, which backup is taken, and settings of
 * the tool. A time without an offset means one that only the server knows, so it is not understood.
 */
final class RestoreOptions {
    private static final Pattern OPTION = Pattern.compile("--([a-z0-9][a-z0-9-]*)(?:=(.+))?");
    private static final Pattern PLAIN = Pattern.compile("[^\"'\\\\$`\\n\\s]+");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"\\\\$`\\n]*)\"|'([^'\\n\"\\\\$`]*)'");
    private static final String TYPE = "type";
    private static final String TARGET = "target";
    private static final String EXCLUSIVE = "target-exclusive";
    private static final String SET = "set";
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .appendOffset("+HH:mm", "+00")
            .toFormatter(Locale.ROOT);

    private RestoreOptions() {}

    /** Whether the options were understood; they are then said of the source. */
    static boolean read(List<String> options, RestoreFrom.Builder source) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String option : options) {
            Matcher m = OPTION.matcher(option.strip());
            @Nullable String value = m.matches() ? value(m.group(2)) : null;
            if (value == null || said.put(m.group(1), value) != null) {
                return false;
            }
        }
        Optional<RecoveryTarget> target =
                target(said.getOrDefault(TYPE, "default"), said.getOrDefault(TARGET, ""), said.containsKey(EXCLUSIVE));
        boolean known = target.isPresent() && said.getOrDefault(EXCLUSIVE, "").isEmpty();
        if (known) {
            source.target(target.get()).backupName(Optional.ofNullable(said.get(SET)));
            said.keySet().removeAll(List.of(TYPE, TARGET, EXCLUSIVE, SET));
            source.toolOptions(said);
        }
        return known;
    }

    private static @Nullable String value(@Nullable String text) {
        if (text == null) {
            return "";
        }
        Matcher quoted = QUOTED.matcher(text);
        if (quoted.matches()) {
            String value = quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
            return value.isEmpty() ? null : value;
        }
        return PLAIN.matcher(text).matches() ? text : null;
    }

    private static Optional<RecoveryTarget> target(String type, String target, boolean exclusive) {
        boolean aimed = !target.isEmpty();
        try {
            return switch (type) {
                case "default" -> aimed || exclusive ? Optional.empty() : Optional.of(RecoveryTarget.latest());
                case "immediate" -> aimed || exclusive ? Optional.empty() : Optional.of(RecoveryTarget.immediate());
                case "time" ->
                    Optional.of(new RecoveryTarget.AtTime(
                            OffsetDateTime.parse(target, TIME).toInstant(), !exclusive));
                case "lsn" -> Optional.of(new RecoveryTarget.AtLsn(Lsn.of(target), !exclusive));
                case "xid" -> Optional.of(new RecoveryTarget.AtTransaction(Long.parseLong(target), !exclusive));
                case "name" ->
                    aimed && !exclusive ? Optional.of(RecoveryTarget.restorePoint(target, Lsn.ZERO)) : Optional.empty();
                default -> Optional.empty();
            };
        } catch (PgspanException | DateTimeParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The options of a source, in the order in which pgBackRest explains them. */
    static List<String> of(RestoreFrom source) {
        List<String> options = new ArrayList<>();
        source.backupName().ifPresent(name -> options.add(option(SET, name)));
        boolean exclusive = source.target()
                .match(new RecoveryTarget.Cases<>(
                        time -> aim(options, "time", time.text(), time.inclusive()),
                        lsn -> aim(options, "lsn", lsn.lsn().toString(), lsn.inclusive()),
                        point -> aim(options, "name", point.name(), true),
                        xid -> aim(options, "xid", String.valueOf(xid.xid()), xid.inclusive()),
                        immediate -> {
                            options.add(option(TYPE, "immediate"));
                            return false;
                        },
                        latest -> false));
        if (exclusive) {
            options.add(option(EXCLUSIVE, ""));
        }
        new TreeMap<>(source.toolOptions()).forEach((name, value) -> options.add(option(name, value)));
        return options;
    }

    private static boolean aim(List<String> options, String type, String target, boolean inclusive) {
        options.add(option(TYPE, type));
        options.add(option(TARGET, target));
        return !inclusive;
    }

    private static String option(String name, String value) {
        if (value.isEmpty()) {
            return "--" + name;
        }
        return "--" + name + "=" + (PLAIN.matcher(value).matches() ? value : "\"" + value + "\"");
    }

    /** Whether the options say all that the source says of these matters. */
    static boolean isSayable(RestoreFrom source) {
        RestoreFrom.Builder again = source.toBuilder()
                .target(RecoveryTarget.latest())
                .backupName(Optional.empty())
                .toolOptions(Map.of());
        return read(of(source), again) && again.build().equals(source);
    }
}
