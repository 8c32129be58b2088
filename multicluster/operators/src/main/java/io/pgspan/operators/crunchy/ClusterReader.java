package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.Storage;
import io.pgspan.model.access.ConfigRef;
import io.pgspan.model.init.InitScript;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.manifest.TreePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@code PostgresCluster} as a wish. What is absent has PGO's default, which is not always the model's. */
final class ClusterReader {
    private static final PostgresVersion VERSION_DEFAULT = PostgresVersion.of("17");
    private static final Storage STORAGE_DEFAULT = Storage.of("10Gi");

    private static final int OLDEST = 10;

    private final PgoVersion operator;
    private final Cursor metadata;
    private final Cursor spec;
    private final String name;
    private final InstancesSection instances;
    private final CrunchyOptions.Builder options;

    ClusterReader(Cursor root, PgoVersion operator, CrunchyApi api) {
        this.operator = operator;
        this.metadata = root.object("metadata");
        this.spec = root.object("spec");
        metadata.origin("name", "name");
        metadata.origin("namespace", "namespace");
        Optional<String> said = metadata.requiredText("name", "name the cluster");
        if (said.isEmpty()) {
            metadata.doubt("name");
        }
        this.name = said.orElse("unnamed");
        this.instances = new InstancesSection(spec, name);
        this.options = CrunchyOptions.builder().operator(operator).api(api);
    }

    PostgresCluster read() {
        InstanceSet own = instances.own();
        ParametersSection parameters = new ParametersSection(spec);
        PatroniSection patroni = new PatroniSection(spec);
        PostgresVersion version = version();
        PatroniSection.Read replication = patroni.replication(parameters, version.major());
        HbaSection hba = new HbaSection(spec);
        options.instanceSetName(instances.ownName())
                .minAvailable(own.minAvailable())
                .labels(spec.object("metadata").labels("labels"))
                .annotations(spec.object("metadata").labels("annotations"))
                .configParameters(parameters.checked())
                .authenticationRules(hba.authentication())
                .defaultScheduling(!spec.bool("disableDefaultPodScheduling").orElse(false))
                .openShift(spec.bool("openshift"))
                .postGis(spec.text("postGISVersion"))
                .sidecars(SidecarFields.read(first(), BackupsSection.tool(spec)))
                .quorumCommit(patroni.isQuorum());
        spec.integer("port").ifPresent(options::postgresPort);
        return PostgresCluster.builder()
                .name(name)
                .namespace(metadata.text("namespace").orElse("default"))
                .labels(metadata.labels("labels"))
                .annotations(metadata.labels("annotations"))
                .version(version)
                .image(spec.text("image").filter(image -> !image.isEmpty()))
                .replicas(own.replicas())
                .storage(own.storage().orElse(STORAGE_DEFAULT))
                .volumes(own.volumes())
                .resources(own.resources())
                .pod(pod(own))
                .placement(own.placement())
                .furtherInstances(instances.further())
                .replication(replication.replication())
                .election(patroni.election())
                .parameters(replication.said().parameters())
                .access(UsersSection.read(spec).hba(hba.rules()).build())
                .tls(TlsSection.read(spec))
                .services(ServicesSection.read(spec))
                .poolers(PoolerSection.read(spec))
                .monitoring(MonitoringSection.read(spec))
                .backups(BackupsSection.read(spec))
                .dataSource(SourceSection.read(spec))
                .standby(StandbySection.read(spec))
                .initScripts(scripts())
                .lifecycle(lifecycle())
                .deletionPolicy(DeletionPolicy.DELETE_VOLUMES)
                .build();
    }

    CrunchyOptions options() {
        return options.build();
    }

    /** What is left over, by the names of the sets. */
    Map<TreePath, JsonNode> named(Map<TreePath, JsonNode> leftovers) {
        return instances.named(leftovers);
    }

    /** Without an item, an object that is not there. */
    private Cursor first() {
        List<Cursor> items = spec.objects(InstancesSection.LIST);
        return items.isEmpty() ? spec.object("none") : items.get(0);
    }

    private PodSettings pod(InstanceSet own) {
        List<String> secrets = new ArrayList<>();
        for (Cursor secret : spec.objects("imagePullSecrets")) {
            secret.text("name").ifPresent(secrets::add);
        }
        return own.pod().withImagePullSecrets(secrets);
    }

    private PostgresVersion version() {
        spec.origin("version", "postgresVersion");
        if (!spec.has("postgresVersion")) {
            spec.missing("postgresVersion", "name the major version, for example 17");
        }
        Optional<Integer> major = spec.integer("postgresVersion");
        if (major.filter(number -> number < operator.oldestPostgres() || number > operator.newestPostgres())
                .isPresent()) {
            spec.reject(
                    "postgres-version",
                    "postgresVersion",
                    "PGO " + operator + " refuses it",
                    "use a version from " + operator.oldestPostgres() + " to " + operator.newestPostgres()
                            + ", or read for another release");
            return major.filter(number -> number >= OLDEST)
                    .map(number -> new PostgresVersion(number, 0))
                    .orElse(VERSION_DEFAULT);
        }
        return major.map(number -> new PostgresVersion(number, 0)).orElse(VERSION_DEFAULT);
    }

    private List<InitScript> scripts() {
        Cursor script = spec.object("databaseInitSQL");
        if (!script.isPresent()) {
            return List.of();
        }
        Optional<String> object = script.requiredText("name", "name the config map");
        Optional<String> key = script.requiredText("key", "name the entry of the config map");
        return object.isPresent() && key.isPresent()
                ? List.of(new InitScript.Kept(ConfigRef.configMap(object.get(), key.get()), null))
                : List.of();
    }

    /** A paused cluster is left alone, whatever else is said of its life. */
    private Lifecycle lifecycle() {
        if (spec.bool("paused").orElse(false)) {
            return Lifecycle.PAUSED;
        }
        return spec.bool("shutdown").orElse(false) ? Lifecycle.SHUT_DOWN : Lifecycle.RUNNING;
    }
}
