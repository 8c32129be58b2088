package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.backup.Snapshots;
import io.pgspan.model.backup.WalArchive;
import io.pgspan.operators.decode.Cursor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cluster archives into: the store that the plugin is given, or the one that stands in the {@code Cluster}, which has no name of its own
 * and is called {@link #IN_TREE}. Of a store whose place has a form that the model has no word for, only the name is told.
 */
final class OwnArchive {
    /** The name of a store that has none. */
    static final String IN_TREE = "object-store";

    private static final String STORE = "barmanObjectStore";
    private static final String SNAPSHOT = "volumeSnapshot";
    private static final String RETENTION = "retentionPolicy";
    private static final String TARGET = "target";
    private static final String STANDBY_FIRST = "prefer-standby";

    private final Cursor backup;
    private Optional<String> objectStore = Optional.empty();
    private Optional<BarmanFields.Store> store = Optional.empty();
    private @Nullable String serverName;

    OwnArchive(Cursor spec) {
        this.backup = spec.object("backup");
        for (Cursor plugin : spec.objects("plugins")) {
            boolean archives = plugin.peek("isWALArchiver").asBoolean(false)
                    && plugin.peek("enabled").asBoolean(true)
                    && plugin.peek("name").asText().equals(CnpgWords.PLUGIN);
            if (archives && objectStore.isEmpty()) {
                plugin(plugin);
            }
        }
        if (objectStore.isEmpty() && backup.has(STORE)) {
            backup.origin("backups.repositories", STORE);
            store = BarmanFields.read(backup.object(STORE));
            serverName = store.flatMap(BarmanFields.Store::serverName).orElse(null);
        }
    }

    private void plugin(Cursor plugin) {
        Cursor parameters = plugin.object("parameters");
        Optional<String> named = parameters.text("barmanObjectName").filter(name -> !name.isEmpty());
        if (named.isEmpty()) {
            return;
        }
        plugin.origin("backups.repositories");
        plugin.text("name");
        plugin.bool("isWALArchiver");
        CnpgWords.skipUsual(plugin, "enabled", BooleanNode.TRUE);
        serverName = parameters.text("serverName").orElse(null);
        objectStore = named;
    }

    Optional<String> objectStore() {
        return objectStore;
    }

    boolean isInTree() {
        return objectStore.isEmpty() && backup.has(STORE);
    }

    /** Whether it is said how snapshots of volumes are made. */
    boolean hasSnapshots() {
        return backup.object(SNAPSHOT).isPresent();
    }

    BackupForm form() {
        return isInTree() ? BackupForm.IN_TREE : BackupForm.PLUGIN;
    }

    /** The name that the wish has for it. */
    Optional<String> name() {
        return isInTree() ? Optional.of(IN_TREE) : objectStore;
    }

    /** Whether this is where it is. */
    boolean isAt(RepositoryTarget target) {
        return store.isPresent() && store.get().target().equals(target);
    }

    Optional<String> serverName() {
        return Optional.ofNullable(serverName);
    }

    String backupTarget() {
        return backup.text(TARGET).orElse(STANDBY_FIRST);
    }

    /** With what objects beside the cluster say of it; empty when nothing is backed up. */
    Optional<Backups> backups(Joined joined) {
        Optional<Repository> repository = repository(joined);
        Optional<Snapshots> snapshots = snapshots();
        if (repository.isEmpty() && snapshots.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Backups.builder()
                .repositories(repository.map(List::of).orElse(List.of()))
                .walArchive(isInTree() ? store.flatMap(BarmanFields.Store::walArchive) : joined.walArchive())
                .manual(joined.manual())
                .snapshots(snapshots)
                .build());
    }

    private Optional<Repository> repository(Joined joined) {
        if (name().isEmpty()) {
            return Optional.empty();
        }
        String name = name().get();
        RepositoryTarget unknown = new RepositoryTarget.Existing(null, name);
        Repository said = isInTree()
                ? Repository.builder()
                        .name(name)
                        .target(store.map(BarmanFields.Store::target).orElse(unknown))
                        .retention(retention())
                        .build()
                : joined.repository()
                        .orElseGet(() ->
                                Repository.builder().name(name).target(unknown).build());
        Repository.Builder all = said.toBuilder();
        for (BackupSchedule schedule : joined.schedules()) {
            all.addSchedule(schedule);
        }
        return Optional.of(all.build());
    }

    private Optional<Retention> retention() {
        String text = backup.peek(RETENTION).asText("");
        Optional<Retention> retention = RetentionText.read(text);
        if (retention.isPresent()) {
            backup.text(RETENTION);
        }
        return retention;
    }

    private Optional<Snapshots> snapshots() {
        Cursor snapshot = backup.object(SNAPSHOT);
        if (!snapshot.isPresent()) {
            return Optional.empty();
        }
        snapshot.origin("backups.snapshots");
        return Optional.of(Snapshots.builder()
                .className(snapshot.text("className"))
                .walClassName(snapshot.text("walClassName"))
                .online(snapshot.bool("online").orElse(true))
                .build());
    }

    static void write(PostgresCluster wish, CloudNativePgOptions options, ObjectNode spec) {
        if (!options.backupTarget().equals(STANDBY_FIRST)) {
            CnpgWords.object(spec, "backup").put(TARGET, options.backupTarget());
        }
        wish.backups().ifPresent(backups -> {
            backups.snapshots()
                    .ifPresent(snapshots ->
                            write(snapshots, CnpgWords.object(spec, "backup").putObject(SNAPSHOT)));
            backups.repositories().stream()
                    .findFirst()
                    .ifPresent(repository -> write(repository, backups.walArchive(), options, spec));
        });
    }

    private static void write(Snapshots snapshots, ObjectNode object) {
        snapshots.className().ifPresent(name -> object.put("className", name));
        snapshots.walClassName().ifPresent(name -> object.put("walClassName", name));
        if (!snapshots.isOnline()) {
            object.put("online", false);
        }
    }

    private static void write(
            Repository repository, Optional<WalArchive> archive, CloudNativePgOptions options, ObjectNode spec) {
        Optional<String> server = options.serverName();
        if (options.backupForm() == BackupForm.IN_TREE) {
            ObjectNode backup = CnpgWords.object(spec, "backup");
            BarmanFields.write(backup.putObject(STORE), repository.target(), archive, server);
            repository.retention().flatMap(RetentionText::text).ifPresent(text -> backup.put(RETENTION, text));
            return;
        }
        ObjectNode parameters = spec.withArrayProperty("plugins")
                .addObject()
                .put("name", CnpgWords.PLUGIN)
                .put("isWALArchiver", true)
                .putObject("parameters")
                .put("barmanObjectName", repository.name());
        server.ifPresent(name -> parameters.put("serverName", name));
    }

    /** After leftovers were put back. */
    static void complete(ObjectNode spec) {
        if (spec.path("backup").path(STORE) instanceof ObjectNode store) {
            BarmanFields.complete(store);
        }
    }
}
