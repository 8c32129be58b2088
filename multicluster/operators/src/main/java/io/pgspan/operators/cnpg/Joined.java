package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.access.Database;
import io.pgspan.model.backup.BackupSchedule;
import io.pgspan.model.backup.Backups.ManualBackup;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.WalArchive;
import io.pgspan.model.service.Pooler;
import io.pgspan.operators.lint.Look;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the objects beside a {@code Cluster} say of its wish, collected while they are read. A cluster has one repository at most: its
 * schedules belong to that.
 */
final class Joined {
    private final String cluster;
    private final String namespace;
    private final Optional<String> objectStore;
    private final boolean inTree;
    private final boolean snapshots;
    private final List<Database> databases = new ArrayList<>();
    private final Set<String> databaseNames = new HashSet<>();
    private final Map<String, Integer> alike = new HashMap<>();
    private final List<Pooler> poolers = new ArrayList<>();
    private final List<BackupSchedule> schedules = new ArrayList<>();
    private @Nullable Repository repository;
    private @Nullable WalArchive walArchive;
    private @Nullable ManualBackup manual;
    private final Set<String> keys = new HashSet<>();
    private SatelliteOptions options = SatelliteOptions.ofDefaults();

    /**
     * @param objectStore the name of the {@code ObjectStore} that the cluster archives into through the plugin
     * @param inTree whether it archives into a store that stands in the {@code Cluster} itself
     * @param snapshots whether it says how snapshots of its volumes are made
     */
    Joined(String cluster, String namespace, Optional<String> objectStore, boolean inTree, boolean snapshots) {
        this.cluster = cluster;
        this.namespace = namespace;
        this.objectStore = objectStore;
        this.inTree = inTree;
        this.snapshots = snapshots;
    }

    /** What is left over of an object is kept under this key. */
    static String key(String kind, String name) {
        return kind + "/" + name;
    }

    /** Whether no object of this kind and name was read so far; from now on one was. */
    boolean claim(String kind, String name) {
        return !name.isEmpty() && keys.add(key(kind, name));
    }

    /** The cluster's name. */
    String cluster() {
        return cluster;
    }

    /** The {@code ObjectStore} that it archives into, if there is one. */
    Optional<String> objectStore() {
        return objectStore;
    }

    /** Whether the store stands in the {@code Cluster} itself. */
    boolean isInTree() {
        return inTree;
    }

    /** Whether there is a repository that schedules can belong to. */
    boolean hasRepository() {
        return inTree || objectStore.isPresent();
    }

    /** Whether it says how snapshots of its volumes are made: without that none can be. */
    boolean hasSnapshots() {
        return snapshots;
    }

    /** Whether an object is of the cluster's namespace. */
    boolean isNear(JsonNode object) {
        String its = Look.text(object, "metadata", "namespace");
        return (its.isEmpty() ? "default" : its).equals(namespace);
    }

    /** Whether an object's {@code spec.cluster.name} is this cluster, in its namespace. */
    boolean isNamedBy(JsonNode object) {
        return isNear(object) && Look.is(object, cluster, "spec", "cluster", "name");
    }

    void add(Database database) {
        databases.add(database);
        databaseNames.add(database.name());
    }

    /** Whether an object said a database of this name. */
    boolean hasDatabase(String name) {
        return databaseNames.contains(name);
    }

    /** How many databases had each name that an object's is made of; counted by who makes it. */
    Map<String, Integer> alike() {
        return alike;
    }

    void add(Pooler pooler) {
        poolers.add(pooler);
    }

    void add(BackupSchedule schedule) {
        schedules.add(schedule);
    }

    /** The store that the plugin archives into, without schedules. */
    void repository(Repository said, Optional<WalArchive> archive) {
        repository = said;
        walArchive = archive.orElse(null);
    }

    void manual(ManualBackup said) {
        manual = said;
    }

    /** What only these kinds have. */
    void options(SatelliteOptions said) {
        options = said;
    }

    List<Database> databases() {
        return databases;
    }

    List<Pooler> poolers() {
        return poolers;
    }

    List<BackupSchedule> schedules() {
        return schedules;
    }

    Optional<Repository> repository() {
        return Optional.ofNullable(repository);
    }

    Optional<WalArchive> walArchive() {
        return Optional.ofNullable(walArchive);
    }

    Optional<ManualBackup> manual() {
        return Optional.ofNullable(manual);
    }

    SatelliteOptions options() {
        return options;
    }
}
