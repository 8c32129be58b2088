package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.LogicalImport;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.operators.podspec.TextFields;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The data source and the cluster that is followed, as {@code bootstrap}, {@code replica} and the external clusters they name. */
final class SourceWriter {
    private static final String BOOTSTRAP = "bootstrap";
    private static final String SOURCE = "source";
    private static final String BASE_BACKUP = "pg_basebackup";
    private static final String RECOVERY = "recovery";
    private static final String INITDB = "initdb";

    private final PostgresCluster wish;
    private final CloudNativePgOptions options;
    private final ObjectNode spec;

    SourceWriter(PostgresCluster wish, CloudNativePgOptions options, ObjectNode spec) {
        this.wish = wish;
        this.options = options;
        this.spec = spec;
    }

    void write() {
        Optional<DataSource> source = wish.dataSource();
        source.ifPresent(said -> said.<Boolean>match(
                initdb -> {
                    InitSection.write(initdb, way(INITDB));
                    return true;
                },
                clone -> {
                    clone.connection().ifPresent(server -> way(BASE_BACKUP).put(SOURCE, server(server)));
                    return true;
                },
                this::restore,
                volumes -> {
                    VolumesSource.write(volumes, way(RECOVERY));
                    return true;
                },
                this::imported));
        if (!wish.initScripts().isEmpty()) {
            InitSection.write(wish.initScripts(), way(INITDB));
        }
        wish.standby().ifPresent(this::follow);
    }

    private ObjectNode way(String name) {
        return CnpgWords.object(CnpgWords.object(spec, BOOTSTRAP), name);
    }

    /** The external cluster with a server, under a name that no other server has. */
    private String server(Connection server) {
        String name = options.bootstrapSource();
        Optional<Connection> followed = wish.standby().flatMap(StandbyCluster::stream);
        boolean taken = name.equals(options.replica().source())
                && wish.standby().isPresent()
                && !followed.equals(Optional.of(server));
        String free = taken ? name + "-" + BOOTSTRAP : name;
        ExternalCluster.write(spec, free, server);
        return free;
    }

    private boolean imported(LogicalImport said) {
        ObjectNode object = way(INITDB).putObject("import");
        object.put("type", said.kind() == LogicalImport.Kind.SINGLE_DATABASE ? "microservice" : "monolith");
        TextFields.write(object, "databases", said.databases());
        TextFields.write(object, "roles", said.roles());
        if (said.isSchemaOnly()) {
            object.put("schemaOnly", true);
        }
        object.putObject(SOURCE).put("externalCluster", server(said.source()));
        return true;
    }

    private boolean restore(RestoreFrom said) {
        ObjectNode recovery = way(RECOVERY);
        boolean here = said.repository().isEmpty()
                && said.repositoryName().isEmpty()
                && said.clusterName().isEmpty();
        if (here) {
            said.backupName().ifPresent(name -> recovery.putObject("backup").put("name", name));
            RecoveryTargets.write(said.target(), "", recovery);
            return true;
        }
        String server = said.clusterName().orElse(wish.name());
        String name = said.repository()
                .filter(one -> !(one.target() instanceof RepositoryTarget.Existing))
                .map(Repository::name)
                .orElse(options.bootstrapSource());
        recovery.put(SOURCE, name);
        store(name, said.repository().or(this::ownRepository), Optional.of(server));
        RecoveryTargets.write(said.target(), said.backupName().orElse(""), recovery);
        return true;
    }

    private Optional<Repository> ownRepository() {
        return wish.backups().flatMap(backups -> backups.repositories().stream().findFirst());
    }

    /** An external cluster with a store: one of the plugin where there is one, else as it stands in a {@code Cluster}. */
    private void store(String name, Optional<Repository> repository, Optional<String> server) {
        if (repository.isEmpty()) {
            return;
        }
        Repository said = repository.get();
        boolean own = ownRepository().equals(repository);
        boolean plugin =
                own ? options.backupForm() == BackupForm.PLUGIN : said.target() instanceof RepositoryTarget.Existing;
        if (plugin) {
            ExternalCluster.write(spec, name, said.name(), server);
        } else {
            BarmanFields.write(ExternalCluster.store(spec, name), said.target(), Optional.empty(), server);
        }
    }

    /** The own repository, as another cluster is found in it that archives there under its own name. */
    static void store(ObjectNode spec, String name, Repository own, CloudNativePgOptions options) {
        if (options.backupForm() == BackupForm.PLUGIN) {
            ExternalCluster.write(spec, name, own.name(), Optional.empty());
        } else {
            BarmanFields.write(ExternalCluster.store(spec, name), own.target(), Optional.empty(), Optional.empty());
        }
    }

    private void follow(StandbyCluster standby) {
        ReplicaDetails details = options.replica();
        String name = standby.source()
                .filter(reference ->
                        standby.stream().isEmpty() && standby.repository().isEmpty())
                .map(StandbyCluster.Reference::name)
                .orElse(details.source());
        ObjectNode replica = spec.putObject("replica").put(SOURCE, name);
        if (details.primary() == null) {
            replica.put("enabled", standby.isEnabled());
        }
        put(replica, "self", details.self());
        put(replica, "primary", details.primary());
        put(replica, "promotionToken", details.promotionToken());
        put(replica, "minApplyDelay", details.minApplyDelay());
        standby.stream().ifPresent(server -> ExternalCluster.write(spec, name, server));
        if (standby.repository().isPresent() && !ExternalCluster.hasStore(spec, name)) {
            store(name, ownRepository(), Optional.empty());
        }
        if (standby.isEnabled()
                && wish.dataSource().isEmpty()
                && standby.stream().isPresent()) {
            way(BASE_BACKUP).put(SOURCE, name);
        } else if (standby.isEnabled()
                && wish.dataSource().isEmpty()
                && standby.repository().isPresent()) {
            way(RECOVERY).put(SOURCE, name);
        }
    }

    private static void put(ObjectNode object, String field, @Nullable String text) {
        if (text != null) {
            object.put(field, text);
        }
    }

    /** After leftovers were put back: of several ways to begin the wish's stays, and where it has none, the one that was kept as it was. */
    static void complete(PostgresCluster wish, ObjectNode spec) {
        if (spec.path(BOOTSTRAP) instanceof ObjectNode bootstrap && bootstrap.size() > 1) {
            String said = wish.dataSource()
                    .map(source -> source.match(
                            initdb -> INITDB,
                            clone -> BASE_BACKUP,
                            restore -> RECOVERY,
                            volumes -> RECOVERY,
                            imported -> INITDB))
                    .orElse(wish.initScripts().isEmpty() ? RECOVERY : INITDB);
            if (bootstrap.has(said)) {
                bootstrap.retain(said);
            }
        }
    }
}
