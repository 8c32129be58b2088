package io.pgspan.operators.cnpg;

import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.LogicalImport;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.backup.VolumesOf;
import io.pgspan.model.init.InitScript;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.operators.Severity;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import java.util.List;
import java.util.Optional;

/**
 * What the first instance is made from, and the cluster that is followed: {@code bootstrap}, {@code replica}, and the external clusters that
 * they name. A cluster that follows a server is copied from it, which therefore is no data source of its own.
 */
final class SourceSection {
    private static final Words<LogicalImport.Kind> IMPORT = Words.of("microservice", LogicalImport.Kind.SINGLE_DATABASE)
            .or("monolith", LogicalImport.Kind.WHOLE_SERVER);
    private static final String SOURCE = "source";

    private final Cursor spec;
    private final String cluster;
    private final OwnArchive archive;
    private final Cursor bootstrap;
    private Optional<DataSource> dataSource = Optional.empty();
    private Optional<StandbyCluster> standby = Optional.empty();
    private List<InitScript> scripts = List.of();
    private String bootstrapSource = CloudNativePgOptions.ofDefaults().bootstrapSource();
    private ReplicaDetails replica = ReplicaDetails.ofDefaults();

    SourceSection(Cursor spec, String cluster, OwnArchive archive) {
        this.spec = spec;
        this.cluster = cluster;
        this.archive = archive;
        this.bootstrap = spec.object("bootstrap");
        follow();
        bootstrap();
    }

    Optional<DataSource> dataSource() {
        return dataSource;
    }

    Optional<StandbyCluster> standby() {
        return standby;
    }

    List<InitScript> scripts() {
        return scripts;
    }

    /** The name of the external cluster that data come from. */
    String bootstrapSource() {
        return bootstrapSource;
    }

    ReplicaDetails replica() {
        return replica;
    }

    private void follow() {
        Cursor said = spec.object("replica");
        if (!said.isPresent()) {
            return;
        }
        said.origin("standby");
        Optional<ExternalCluster> source = ExternalCluster.find(spec, said, SOURCE);
        said.skip(SOURCE);
        replica = new ReplicaDetails(
                source.map(ExternalCluster::name).orElse(said.peek(SOURCE).asText(ReplicaDetails.SOURCE)),
                said.text("self").orElse(null),
                said.text("primary").orElse(null),
                said.text("promotionToken").orElse(null),
                said.text("minApplyDelay").orElse(null));
        StandbyCluster.Builder following =
                StandbyCluster.builder().enabled(said.bool("enabled").orElse(replica.follows(cluster)));
        Optional<Connection> stream = source.flatMap(ExternalCluster::connection);
        Optional<String> repository = source.flatMap(this::ownRepository);
        repository.flatMap(own -> source).ifPresent(ExternalCluster::readStore);
        if (stream.isEmpty() && repository.isEmpty()) {
            following.source(new StandbyCluster.Reference(null, replica.source()));
        }
        standby = Optional.of(following.stream(stream).repository(repository).build());
    }

    private Optional<String> ownRepository(ExternalCluster source) {
        boolean same = source.objectStore().isPresent()
                ? source.objectStore().equals(archive.objectStore())
                : source.target().filter(archive::isAt).isPresent();
        return same ? archive.name() : Optional.empty();
    }

    private void bootstrap() {
        if (bootstrap.has("initdb")) {
            Cursor initdb = bootstrap.object("initdb");
            scripts = InitSection.scripts(initdb);
            dataSource = initdb.has("import")
                    ? imported(initdb)
                    : InitSection.read(initdb, scripts).map(one -> one);
        } else if (bootstrap.has("recovery")) {
            recovery(bootstrap.object("recovery"));
        } else if (bootstrap.has("pg_basebackup")) {
            copy(bootstrap.object("pg_basebackup"));
        }
    }

    private Optional<DataSource> imported(Cursor initdb) {
        Cursor said = initdb.object("import");
        said.origin("dataSource");
        Optional<ExternalCluster> source = ExternalCluster.find(spec, said.object(SOURCE), "externalCluster");
        Optional<Connection> server = source.flatMap(ExternalCluster::connection);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        said.object(SOURCE).skip("externalCluster");
        bootstrapSource = source.map(ExternalCluster::name).orElse(bootstrapSource);
        return Optional.of(LogicalImport.builder()
                .source(server.get())
                .kind(said.choice("type", IMPORT).orElse(LogicalImport.Kind.SINGLE_DATABASE))
                .databases(said.texts("databases"))
                .roles(said.texts("roles"))
                .schemaOnly(said.bool("schemaOnly").orElse(false))
                .build());
    }

    private void copy(Cursor said) {
        Optional<ExternalCluster> source = ExternalCluster.find(spec, said, SOURCE);
        if (source.isEmpty()) {
            return;
        }
        if (!source.get().hasServer()) {
            notUnderstood("pg_basebackup", said);
            return;
        }
        said.skip(SOURCE);
        if (!isFollowed(source.get())) {
            bootstrapSource = source.get().name();
            dataSource = source.get()
                    .connection()
                    .map(server -> CloneOf.builder().connection(server).build());
        }
    }

    /** Whether this is the server that the cluster follows already. */
    private boolean isFollowed(ExternalCluster source) {
        return source.name().equals(replica.source())
                && standby.filter(StandbyCluster::isEnabled)
                        .filter(one -> one.stream().isPresent())
                        .isPresent();
    }

    /** Whether this is the store that the cluster follows already, from which it then is restored. */
    private boolean isFollowedThroughStore(ExternalCluster source) {
        return source.name().equals(replica.source())
                && standby.filter(StandbyCluster::isEnabled)
                        .filter(one ->
                                one.stream().isEmpty() && one.repository().isPresent())
                        .isPresent();
    }

    private void recovery(Cursor said) {
        if (said.has("volumeSnapshots")) {
            volumes(said);
        } else if (said.has(SOURCE)) {
            ExternalCluster.find(spec, said, SOURCE).ifPresent(source -> restore(said, source));
        } else {
            Optional<String> backup =
                    said.object("backup").requiredText("name", "name the Backup, or write source instead");
            backup.ifPresent(name -> dataSource = Optional.of(RestoreFrom.builder()
                    .backupName(name)
                    .target(RecoveryTargets.read(said.object("recoveryTarget")))
                    .build()));
        }
    }

    private void restore(Cursor said, ExternalCluster source) {
        Optional<String> own = ownRepository(source);
        Optional<RepositoryTarget> target = source.target();
        if (source.objectStore().isEmpty() && target.isEmpty()) {
            notUnderstood("recovery", said);
            return;
        }
        said.skip(SOURCE);
        if (isFollowedThroughStore(source) && own.isPresent() && !said.has("recoveryTarget")) {
            return;
        }
        source.readStore();
        Cursor until = said.object("recoveryTarget");
        RestoreFrom.Builder restore = RestoreFrom.builder()
                .target(RecoveryTargets.read(until))
                .backupName(until.text("backupID").filter(id -> !id.isEmpty()));
        String server = source.serverName();
        if (!server.equals(cluster)) {
            restore.clusterName(server);
        }
        boolean stands = own.isEmpty() && source.objectStore().isEmpty();
        bootstrapSource = stands ? bootstrapSource : source.name();
        dataSource = Optional.of(restore.repositoryName(own)
                .repository(own.isPresent() ? Optional.empty() : Optional.of(described(source, target)))
                .build());
    }

    /** A store that stands in the external cluster has its name. */
    private static Repository described(ExternalCluster source, Optional<RepositoryTarget> target) {
        String name = source.objectStore().orElse(source.name());
        RepositoryTarget unknown = new RepositoryTarget.Existing(null, name);
        return Repository.builder()
                .name(name)
                .target(source.objectStore().isPresent() ? unknown : target.orElse(unknown))
                .build();
    }

    /** Claims are volumes that exist; snapshots of volumes stay as they are. */
    private void volumes(Cursor said) {
        Cursor storage = said.path("volumeSnapshots", "storage");
        boolean claims = storage.peek("kind").asText().equals(VolumesSource.CLAIM)
                && said.peek("volumeSnapshots")
                        .path("walStorage")
                        .path("kind")
                        .asText(VolumesSource.CLAIM)
                        .equals(VolumesSource.CLAIM)
                && !said.has("recoveryTarget");
        if (!claims) {
            notUnderstood("recovery", said);
            return;
        }
        dataSource = VolumesSource.claim(storage)
                .map(data -> VolumesOf.builder()
                        .dataClaim(data)
                        .walClaim(VolumesSource.claim(said.path("volumeSnapshots", "walStorage")))
                        .build());
    }

    private void notUnderstood(String way, Cursor said) {
        if (said.isPresent()) {
            bootstrap.lint(
                    "source-kept",
                    Severity.INFO,
                    way,
                    "data come from where the model has no word for; it stays as it is",
                    "nothing, as long as the cluster stays with CloudNativePG");
        }
    }
}
