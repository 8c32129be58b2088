package io.pgspan.model;

import io.pgspan.model.access.Access;
import io.pgspan.model.access.Tls;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.init.InitScript;
import io.pgspan.model.monitoring.Monitoring;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.service.ServiceSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The wish for one PostgreSQL cluster, said for no operator in particular. Immutable; equal when every part is equal.
 *
 * <pre>{@code
 * PostgresCluster hippo = PostgresCluster.builder()
 *     .namespace("demo").name("postgres").version("17.2")
 *     .replicas(3).storage(Storage.of("2Gi"))
 *     .build();
 * }</pre>
 *
 * <p>Malformed text (a quantity, a version) throws where it is said; rules over the whole are collected by
 * {@link io.pgspan.model.validation.Validator}.
 */
@Value.Immutable
@ValueStyle
public interface PostgresCluster extends WithPostgresCluster {

    /** The Kubernetes namespace. Default {@code default}. */
    @Value.Default
    default String namespace() {
        return "default";
    }

    /** The cluster's name: pods are called {@code <name>-<ordinal>}. */
    String name();

    /** The PostgreSQL version. Default 17. */
    @Value.Default
    default PostgresVersion version() {
        return PostgresVersion.of("17");
    }

    /** The container image with PostgreSQL; absent: the operator's for the version. */
    Optional<String> image();

    /** How many instances hold the data, the primary included, further sets not counted. Default 3. */
    @Value.Default
    default int replicas() {
        return 3;
    }

    /** The data volume of each instance. Default 10Gi of the default storage class. */
    @Value.Default
    default Storage storage() {
        return Storage.of("10Gi");
    }

    /** The volumes of each instance beside its data volume. Default none. */
    @Value.Default
    default Volumes volumes() {
        return Volumes.none();
    }

    /** What each PostgreSQL container asks for. Default 500m CPU and 1Gi. */
    @Value.Default
    default Resources resources() {
        return Resources.ofDefaults();
    }

    /** What the pods have beside PostgreSQL. Default nothing. */
    @Value.Default
    default PodSettings pod() {
        return PodSettings.none();
    }

    /** Further sets of instances, read replicas among them; none by default. */
    List<InstanceSet> furtherInstances();

    /** A member without data, where the wish has one. */
    Optional<Arbiter> arbiter();

    /** Over which Kubernetes clusters, zones and nodes the replicas spread; absent: one cluster, chosen by the placer. */
    Optional<PlacementPolicy> placement();

    /** How standbys follow. Default asynchronous, hot standbys. */
    @Value.Default
    default Replication replication() {
        return Replication.asynchronous();
    }

    /** How fast a lost primary is noticed; absent: the operator's default. */
    Optional<ElectionTiming> election();

    /** Users, databases and who may connect. Default: what the operator makes by itself. */
    @Value.Default
    default Access access() {
        return Access.ofDefaults();
    }

    /** Encryption of connections; absent: the operator's default. */
    Optional<Tls> tls();

    /** Services that are not as the operator would make them; none by default. */
    List<ServiceSettings> services();

    /** Connection poolers in front; none by default. */
    List<Pooler> poolers();

    /** Metrics and alerts; absent: none. */
    Optional<Monitoring> monitoring();

    /** Backups and archived write-ahead log; absent: none. */
    Optional<Backups> backups();

    /** What the first instance is made from; absent: an empty data directory. */
    Optional<DataSource> dataSource();

    /** The cluster this one follows as a whole; absent: it has a primary of its own. */
    Optional<StandbyCluster> standby();

    /** SQL that runs once, when the cluster has been made; none by default. */
    List<InitScript> initScripts();

    /** Whether it is meant to run. Default {@link Lifecycle#RUNNING}. */
    @Value.Default
    default Lifecycle lifecycle() {
        return Lifecycle.RUNNING;
    }

    /** What deletion does to data. Default {@link DeletionPolicy#KEEP_DATA}. */
    @Value.Default
    default DeletionPolicy deletionPolicy() {
        return DeletionPolicy.KEEP_DATA;
    }

    /** PostgreSQL parameters the user set; none by default. */
    Map<String, String> parameters();

    /** Labels on the wish itself. */
    Map<String, String> labels();

    /** Annotations on the wish itself. */
    Map<String, String> annotations();

    /** A builder that starts with this wish. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** Every instance that may lead: the cluster's own and those of further electable sets. */
    default int electableReplicas() {
        return replicas()
                + furtherInstances().stream()
                        .filter(set -> set.role() == InstanceSet.Role.ELECTABLE)
                        .mapToInt(InstanceSet::replicas)
                        .sum();
    }

    /** The pod name of an ordinal. */
    default String podName(int ordinal) {
        return name() + "-" + ordinal;
    }

    /** A sound high-availability cluster: the given number of replicas, everything else by default. */
    static PostgresCluster of(String namespace, String name, int replicas) {
        return builder().namespace(namespace).name(name).replicas(replicas).build();
    }

    /** Starts a wish; only the name has no default. */
    static Builder builder() {
        return new Builder();
    }

    /** The fluent builder; each default is named at the getter of the same name. */
    final class Builder extends ImmutablePostgresCluster.Builder {
        Builder() {}

        /**
         * @param version for example {@code 17.2}
         * @throws PgspanException when the text is not a PostgreSQL version
         */
        public Builder version(String version) {
            return version(PostgresVersion.of(version));
        }
    }
}
