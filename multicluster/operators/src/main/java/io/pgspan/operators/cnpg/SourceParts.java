package io.pgspan.operators.cnpg;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.LogicalImport;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.backup.VolumesOf;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import io.pgspan.operators.feature.ReplicationFeatures;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What CloudNativePG has in part only of where data come from and of clusters that are followed. */
final class SourceParts {
    private SourceParts() {}

    static List<PartLimit<CloudNativePgOptions>> all() {
        return List.of(
                source(
                        "cnpg.initdb-parts",
                        OperationFeatures.INITDB,
                        "an owner is named with a database, and one that has its name goes without saying, as an initdb does of "
                                + "which nothing is said beside SQL",
                        "name the database and an owner of another name, or leave both out",
                        SourceParts::initdb),
                source(
                        "cnpg.clone-parts",
                        OperationFeatures.CLONE,
                        "a copy is made of a server that is described, and a cluster that follows one is copied from it anyway",
                        "describe the connection, or leave the source out",
                        SourceParts::clone),
                source(
                        "cnpg.restore-parts",
                        OperationFeatures.RESTORE,
                        "CloudNativePG restores from a Backup of its namespace, or from one object store, the own or one that is "
                                + "described in a form that it takes; an own name goes without saying",
                        "name the store, the cluster whose backups they are, and the backup unless the target is a time or a position; and no "
                                + "setting of a tool",
                        SourceParts::restore),
                source(
                        "cnpg.volume-parts",
                        OperationFeatures.VOLUME_MIGRATION,
                        "CloudNativePG copies claims with its own directory on them, without repositories, and one of WAL only to a "
                                + "WAL volume",
                        "leave directory and repository out, and ask for a WAL volume",
                        SourceParts::volumes),
                source(
                        "cnpg.import-parts",
                        OperationFeatures.LOGICAL_IMPORT,
                        "entries of secrets that have the usual names go without saying",
                        "leave them out",
                        SourceParts::imported),
                PartLimit.of(
                        "cnpg.standby-source",
                        ReplicationFeatures.STANDBY_CLUSTER,
                        "standby",
                        "a replica cluster follows a server, or the own object store, or an external cluster of the name that "
                                + "the options say, which then stands there already; whether it follows is said by the names of a "
                                + "topology where the options have one",
                        "describe the connection, or name the repository",
                        (wish, options) -> wish.standby().isEmpty()
                                ? wish
                                : wish.withStandby(
                                        wish.standby().flatMap(standby -> followed(wish, standby, options)))));
    }

    /** Whether SQL can run: only after initdb, which there is when nothing else is said. */
    static boolean runsInit(PostgresCluster wish) {
        return wish.dataSource().map(InitDb.class::isInstance).orElse(true)
                && wish.standby().filter(StandbyCluster::isEnabled).isEmpty();
    }

    private static PartLimit<CloudNativePgOptions> source(
            String rule, Feature feature, String message, String remedy, UnaryOperator<PostgresCluster> without) {
        return PartLimit.of(rule, feature, "dataSource", message, remedy, without);
    }

    private static PostgresCluster with(PostgresCluster wish, Optional<? extends DataSource> source) {
        Optional<DataSource> said = source.map(one -> one);
        return said.equals(wish.dataSource()) ? wish : wish.withDataSource(said);
    }

    private static PostgresCluster initdb(PostgresCluster wish) {
        if (!(wish.dataSource().orElse(null) instanceof InitDb said)) {
            return wish;
        }
        InitDb written = InitSection.writable(said);
        boolean unsaid =
                written.equals(InitDb.builder().build()) && !wish.initScripts().isEmpty();
        return with(wish, unsaid ? Optional.empty() : Optional.of(written));
    }

    private static PostgresCluster clone(PostgresCluster wish) {
        if (!(wish.dataSource().orElse(null) instanceof CloneOf said)) {
            return wish;
        }
        Optional<Connection> server = said.connection().map(SourceParts::usual);
        boolean followed = wish.standby().filter(StandbyCluster::isEnabled).isPresent()
                && server.isPresent()
                && server.equals(wish.standby().flatMap(StandbyCluster::stream).map(SourceParts::usual));
        return with(
                wish,
                server.filter(one -> !followed)
                        .map(one -> CloneOf.builder().connection(one).build()));
    }

    /** Entries of the usual names unsaid. */
    private static Connection usual(Connection said) {
        return Connection.builder()
                .from(said)
                .password(said.password().map(secret -> unsaid(secret, ExternalCluster.PASSWORD_KEY)))
                .serverCa(said.serverCa().map(secret -> unsaid(secret, ExternalCluster.AUTHORITY_KEY)))
                .clientCertificate(said.clientCertificate().map(AccessParts::whole))
                .build();
    }

    private static SecretRef unsaid(SecretRef secret, String usual) {
        return secret.key().equals(Optional.of(usual)) ? SecretRef.of(secret.name()) : secret;
    }

    private static PostgresCluster restore(PostgresCluster wish) {
        if (!(wish.dataSource().orElse(null) instanceof RestoreFrom said)) {
            return wish;
        }
        boolean backupOnly = said.clusterName().isEmpty()
                && said.repository().isEmpty()
                && said.repositoryName().isEmpty();
        Optional<String> own = own(wish).map(Repository::name);
        boolean store = said.repository().map(SourceParts::isWritable).orElse(own.isPresent());
        boolean possible = RecoveryTargets.isWritable(said.target())
                && (backupOnly ? said.backupName().isPresent() : store && RecoveryTargets.isFound(said));
        if (!possible) {
            return with(wish, Optional.empty());
        }
        RestoreFrom.Builder written =
                RestoreFrom.builder().target(said.target()).backupName(said.backupName());
        if (!backupOnly) {
            boolean isOwn = said.repository().isEmpty();
            written.clusterName(said.clusterName().filter(name -> !name.equals(wish.name())))
                    .repository(said.repository().map(SourceParts::bare))
                    .repositoryName(isOwn ? own : Optional.empty());
        }
        RestoreFrom restored = written.build();
        boolean followed = restored.repositoryName().isPresent()
                && restored.target().equals(RecoveryTarget.latest())
                && restored.backupName().isEmpty()
                && wish.standby()
                        .filter(StandbyCluster::isEnabled)
                        .filter(one ->
                                one.stream().isEmpty() && one.repository().isPresent())
                        .isPresent();
        return with(wish, followed ? Optional.empty() : Optional.of(restored));
    }

    private static Optional<Repository> own(PostgresCluster wish) {
        return wish.backups().flatMap(backups -> backups.repositories().stream().findFirst());
    }

    private static boolean isWritable(Repository said) {
        return said.target() instanceof RepositoryTarget.Existing existing
                ? existing.namespace().isEmpty() && existing.name().equals(said.name())
                : BarmanFields.writable(said.target()).isPresent();
    }

    private static Repository bare(Repository said) {
        RepositoryTarget target = said.target();
        return Repository.builder()
                .name(said.name())
                .target(
                        target instanceof RepositoryTarget.Existing
                                ? target
                                : BarmanFields.writable(target).orElse(target))
                .build();
    }

    private static PostgresCluster volumes(PostgresCluster wish) {
        if (!(wish.dataSource().orElse(null) instanceof VolumesOf said)) {
            return wish;
        }
        return with(
                wish,
                Optional.of(VolumesOf.builder()
                        .dataClaim(said.dataClaim())
                        .walClaim(said.walClaim()
                                .filter(claim -> wish.volumes().wal().isPresent()))
                        .build()));
    }

    private static PostgresCluster imported(PostgresCluster wish) {
        if (!(wish.dataSource().orElse(null) instanceof LogicalImport said)) {
            return wish;
        }
        return with(
                wish, Optional.of(said.toBuilder().source(usual(said.source())).build()));
    }

    private static Optional<StandbyCluster> followed(
            PostgresCluster wish, StandbyCluster standby, CloudNativePgOptions options) {
        ReplicaDetails topology = options.replica();
        boolean enabled = topology.primary() == null ? standby.isEnabled() : topology.follows(wish.name());
        Optional<String> own = own(wish).map(Repository::name);
        Optional<String> repository = standby.repository().filter(name -> own.equals(Optional.of(name)));
        Optional<Connection> stream = standby.stream().map(SourceParts::usual);
        if (stream.isPresent() || repository.isPresent()) {
            return Optional.of(StandbyCluster.builder().enabled(enabled).repository(repository).stream(stream)
                    .build());
        }
        return standby.source()
                .filter(source -> source.namespace() == null && source.name().equals(topology.source()))
                .map(source ->
                        StandbyCluster.builder().enabled(enabled).source(source).build());
    }
}
