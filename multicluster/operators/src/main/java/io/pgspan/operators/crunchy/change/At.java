package io.pgspan.operators.crunchy.change;

import io.pgspan.operators.manifest.TreePath;

/** The places in a {@code PostgresCluster} that the rules look at, read once. */
final class At {
    /** What the names of the operator's annotations begin with. */
    static final String PREFIX = "postgres-operator.crunchydata.com/";

    static final TreePath API_VERSION = TreePath.of("apiVersion");
    static final TreePath ANNOTATIONS = TreePath.of("metadata.annotations");
    static final TreePath BACKUPS = TreePath.of("spec.backups");
    static final TreePath BACKREST = TreePath.of("spec.backups.pgbackrest");
    static final TreePath GLOBAL = TreePath.of("spec.backups.pgbackrest.global");
    static final TreePath MANUAL = TreePath.of("spec.backups.pgbackrest.manual");
    static final TreePath RESTORE = TreePath.of("spec.backups.pgbackrest.restore");
    static final TreePath REPOS = TreePath.of("spec.backups.pgbackrest.repos");
    static final TreePath DYNAMIC = TreePath.of("spec.patroni.dynamicConfiguration");
    static final TreePath INSTANCES = TreePath.of("spec.instances");
    static final TreePath METADATA = TreePath.of("metadata");
    static final TreePath PAUSED = TreePath.of("spec.paused");
    static final TreePath POOLER = TreePath.of("spec.proxy.pgBouncer");
    static final TreePath POOLER_REPLICAS = TreePath.of("spec.proxy.pgBouncer.replicas");
    static final TreePath SHUTDOWN = TreePath.of("spec.shutdown");
    static final TreePath SPEC = TreePath.of("spec");
    static final TreePath STANDBY = TreePath.of("spec.standby");
    static final TreePath SWITCHOVER = TreePath.of("spec.patroni.switchover");
    static final TreePath TABLESPACES = TreePath.of("spec.instances[].tablespaceVolumes");
    static final TreePath USERS = TreePath.of("spec.users");
    static final TreePath VERSION = TreePath.of("spec.postgresVersion");

    /** The annotation that starts a backup when it has another value. */
    static final TreePath BACKUP_TRIGGER = annotation("pgbackrest-backup");
    /** The annotation that starts a restore in place when it has another value. */
    static final TreePath RESTORE_TRIGGER = annotation("pgbackrest-restore");
    /** The annotation that starts a switchover when it has another value. */
    static final TreePath SWITCHOVER_TRIGGER = annotation("trigger-switchover");
    /** The annotation without which repositories are not deleted. */
    static final TreePath AUTHORIZE_REMOVAL = annotation("authorizeBackupRemoval");
    /** The annotation that names the upgrade that may be. */
    static final TreePath ALLOW_UPGRADE = annotation("allow-upgrade");

    private At() {}

    /** The place of an annotation of the operator's own. */
    static TreePath annotation(String name) {
        return ANNOTATIONS.field(PREFIX + name);
    }

    /** The place of an instance set. */
    static TreePath set(String name) {
        return INSTANCES.keyed("name", name);
    }

    /** The place of a repository. */
    static TreePath repo(String name) {
        return REPOS.keyed("name", name);
    }
}
