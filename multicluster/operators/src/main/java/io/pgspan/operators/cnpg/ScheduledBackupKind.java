package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.BackupType;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.text.Cron;
import io.pgspan.model.text.CronSchedule;
import io.pgspan.model.text.CronWithSeconds;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code ScheduledBackup}: a schedule of the cluster's repository, when it backs up into that. The seconds come first; where five fields say
 * the same, the wish has five.
 */
final class ScheduledBackupKind implements Satellite {
    private static final String KIND = "ScheduledBackup";
    private static final String SCHEDULE = "schedule";
    private static final String METHOD = "method";
    private static final String PLUGIN = "plugin";
    private static final String SNAPSHOT = "volumeSnapshot";
    private static final String IN_TREE = "barmanObjectStore";
    private static final String PLUGIN_CONFIGURATION = "pluginConfiguration";
    private static final int FIELDS_WITHOUT_LAST = 5;

    @Override
    public String apiVersion() {
        return CnpgWords.API;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Fields fields() {
        return SatelliteFields.SCHEDULED_BACKUP;
    }

    @Override
    public boolean read(Cursor object, Joined joined) {
        JsonNode said = object.peek(CnpgWords.SPEC);
        boolean interval = said.path(SCHEDULE).asText("").strip().startsWith("@every");
        Optional<BackupType> type = type(said, joined);
        String name = object.peek("metadata").path(CnpgWords.NAME).asText("");
        if (!joined.isNamedBy(object.peek())
                || !joined.hasRepository()
                || interval
                || type.isEmpty()
                || !joined.claim(KIND, name)) {
            return false;
        }
        Satellites.name(object);
        Cursor spec = object.object(CnpgWords.SPEC);
        Satellites.skipCluster(spec);
        spec.skip(METHOD);
        if (said.path(METHOD).asText("").equals(PLUGIN)) {
            CnpgWords.skipUsual(spec.object(PLUGIN_CONFIGURATION), CnpgWords.NAME, TextNode.valueOf(CnpgWords.PLUGIN));
        }
        if (!spec.has(SCHEDULE)) {
            spec.missing(SCHEDULE, "write for example 0 0 2 * * *, the seconds first");
        }
        int place = joined.schedules().size();
        spec.origin("backups.repositories[0].schedules[" + place + "]", SCHEDULE);
        boolean suspended = spec.bool("suspend").orElse(false);
        boolean immediate = spec.bool("immediate").orElse(false);
        spec.parsed(SCHEDULE, ScheduledBackupKind::schedule).ifPresent(schedule -> {
            joined.add(BackupSchedule.builder()
                    .schedule(schedule)
                    .type(type.get())
                    .suspended(suspended)
                    .immediate(immediate)
                    .build());
            if (!name.equals(made(joined.cluster(), place))) {
                joined.options(joined.options().withScheduleName(place, name));
            }
        });
        return true;
    }

    /** What is backed up; empty when it goes elsewhere than into the cluster's repository, or the cluster says no way for it. */
    private static Optional<BackupType> type(JsonNode spec, Joined joined) {
        String method = spec.path(METHOD).asText(IN_TREE);
        boolean barman =
                spec.path(PLUGIN_CONFIGURATION).path(CnpgWords.NAME).asText("").equals(CnpgWords.PLUGIN);
        return switch (method) {
            case SNAPSHOT -> joined.hasSnapshots() ? Optional.of(BackupType.SNAPSHOT) : Optional.empty();
            case IN_TREE -> joined.isInTree() ? Optional.of(BackupType.FULL) : Optional.empty();
            case PLUGIN -> joined.objectStore().isPresent() && barman ? Optional.of(BackupType.FULL) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The times the operator makes of a text: of five fields it takes the last one, the day of the week, for left out. */
    private static CronSchedule schedule(String text) {
        String stripped = text.strip();
        boolean five = !stripped.startsWith("@") && stripped.split("\\s+", -1).length == FIELDS_WITHOUT_LAST;
        CronWithSeconds schedule = CronWithSeconds.of(five ? stripped + " *" : stripped);
        Optional<Cron> same = schedule.toCron();
        return same.isPresent() ? same.get() : schedule;
    }

    @Override
    public List<ObjectNode> write(PostgresCluster wish, CloudNativePgOptions options) {
        List<ObjectNode> objects = new ArrayList<>();
        for (BackupSchedule schedule :
                ObjectStoreKind.repository(wish).map(Repository::schedules).orElse(List.of())) {
            int place = objects.size();
            String name = options.satellites().scheduleName(place).orElseGet(() -> made(wish.name(), place));
            ObjectNode object = Satellites.object(this, name, wish);
            write(schedule, options.backupForm(), Satellites.spec(object, wish));
            objects.add(object);
        }
        return objects;
    }

    private static String made(String cluster, int place) {
        return cluster + "-backup" + (place == 0 ? "" : "-" + (place + 1));
    }

    private static void write(BackupSchedule schedule, BackupForm form, ObjectNode spec) {
        spec.put(
                SCHEDULE,
                schedule.schedule().<String>match(cron -> cron.withSeconds().text(), CronWithSeconds::text));
        if (schedule.type() == BackupType.SNAPSHOT) {
            spec.put(METHOD, SNAPSHOT);
        } else if (form == BackupForm.PLUGIN) {
            spec.put(METHOD, PLUGIN).putObject(PLUGIN_CONFIGURATION).put(CnpgWords.NAME, CnpgWords.PLUGIN);
        }
        if (schedule.isSuspended()) {
            spec.put("suspend", true);
        }
        if (schedule.isImmediate()) {
            spec.put("immediate", true);
        }
    }
}
