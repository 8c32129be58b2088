package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.validation.Validator;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Residue;
import io.pgspan.operators.RoundTrip;
import io.pgspan.operators.TrapTable;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Assume;

/** Objects before and after a random change: of the wish, and of what only manifests can say. */
record GeneratedCrunchyChange(List<ObjectNode> before, List<ObjectNode> after) {
    private static final Crunchy CRUNCHY = Crunchy.dialect();

    /** What a manifest may say besides. */
    private static final List<String> SAID = List.of(
            "spec: {patroni: {switchover: {enabled: true}}}",
            "spec: {patroni: {switchover: {enabled: false}}}",
            "metadata: {annotations: {postgres-operator.crunchydata.com/trigger-switchover: one}}",
            "metadata: {annotations: {postgres-operator.crunchydata.com/trigger-switchover: two}}",
            "metadata: {annotations: {postgres-operator.crunchydata.com/pgbackrest-backup: one}}",
            "metadata: {annotations: {postgres-operator.crunchydata.com/pgbackrest-restore: one}}",
            "metadata: {annotations: {postgres-operator.crunchydata.com/authorizeBackupRemoval: \"true\"}}",
            "metadata: {annotations: {postgres-operator.crunchydata.com/allow-upgrade: other}}",
            "metadata: {labels: {a: b}}",
            "spec: {metadata: {labels: {a: b}}}",
            "spec: {metadata: {annotations: {restarted: now}}}",
            "spec: {instrumentation: {}}",
            "spec: {databaseInitSQL: {name: sql, key: a}}",
            "spec: {databaseInitSQL: {name: sql, key: b}}",
            "spec: {imagePullPolicy: Always}",
            "spec: {patroni: {logging: {storageLimit: 50M}}}",
            "spec: {patroni: {leaderLeaseDurationSeconds: 40}}",
            "spec: {config: {files: [{configMap: {name: krb}}]}}",
            "spec: {patroni: {dynamicConfiguration: {failsafe_mode: true}}}",
            "spec: {patroni: {dynamicConfiguration: {postgresql: {parameters: {Shared_Buffers: 1GB}}}}}",
            "spec: {replicaService: {type: NodePort}}",
            "spec: {service: {type: LoadBalancer}}",
            "spec: {users: []}",
            "spec: {users: [{name: rhino, databases: [zoo]}]}",
            "spec: {shutdown: true}",
            "spec: {paused: true}",
            "spec: {backups: null}");

    /** What only a cluster with backups may say besides. */
    private static final List<String> OF_BACKUPS = List.of(
            "spec: {backups: {pgbackrest: {restore: {enabled: true, repoName: repo1}}}}",
            "spec: {backups: {pgbackrest: {restore: {enabled: false, repoName: repo1, options: [--set=x]}}}}",
            "spec: {backups: {pgbackrest: {manual: {repoName: repo1}}}}",
            "spec: {backups: {pgbackrest: {jobs: {ttlSecondsAfterFinished: 90}}}}",
            "spec: {backups: {pgbackrest: {repoHost: {priorityClassName: high}}}}",
            "spec: {backups: {pgbackrest: {metadata: {labels: {x: y}}}}}",
            "spec: {backups: {pgbackrest: {global: {repo1-retention-full: \"3\", repo2-retention-full: \"2\"}}}}");

    private static final String UPGRADE = """
            apiVersion: postgres-operator.crunchydata.com/v1beta1
            kind: PGUpgrade
            metadata: {name: %s, namespace: %s}
            spec: {postgresClusterName: %s, fromPostgresVersion: %d, toPostgresVersion: %d}
            """;

    static GeneratedCrunchyChange of(long seed) {
        Random random = new Random(seed);
        GeneratedCrunchyWish old = GeneratedCrunchyWish.of(random.nextLong());
        GeneratedCrunchyWish other = GeneratedCrunchyWish.of(random.nextLong());
        List<ObjectNode> before = written(old.cluster(), old.options(), old.residue());
        List<ObjectNode> after =
                random.nextInt(4) == 0 ? before : written(changed(old, other, random), old.options(), old.residue());
        int sayings = random.nextInt(3);
        before = said(before, random, sayings);
        after = random.nextInt(3) == 0 ? said(before, random, 1 + random.nextInt(3)) : said(after, random, sayings);
        if (random.nextInt(4) == 0) {
            after = withUpgrade(before, after);
        }
        Assume.that(isAccepted(before) && isAccepted(after));
        return new GeneratedCrunchyChange(before, after);
    }

    private static List<ObjectNode> withUpgrade(List<ObjectNode> before, List<ObjectNode> after) {
        ObjectNode cluster = before.get(0);
        String name = cluster.at("/metadata/name").asText();
        int from = cluster.at("/spec/postgresVersion").asInt();
        int to = after.get(0).at("/spec/postgresVersion").asInt();
        if (to <= from) {
            return after;
        }
        String namespace = cluster.at("/metadata/namespace").asText("default");
        List<ObjectNode> more = new ArrayList<>(after);
        more.add(TrapTable.laid(UPGRADE.formatted("mine", namespace, name, from, to), "metadata: {}"));
        return more;
    }

    private static List<ObjectNode> said(List<ObjectNode> objects, Random random, int times) {
        List<ObjectNode> said = new ArrayList<>(objects);
        for (int i = 0; i < times; i++) {
            boolean backups = said.get(0).at("/spec/backups").isObject() && random.nextBoolean();
            List<String> table = backups ? OF_BACKUPS : SAID;
            said.set(
                    0,
                    TrapTable.laid(
                            ManifestWriter.toYaml(List.of(said.get(0))), table.get(random.nextInt(table.size()))));
        }
        return said;
    }

    /** Whether nothing is wrong with it as the operator judges. */
    static boolean isAccepted(List<ObjectNode> objects) {
        return CRUNCHY.read(ManifestSet.of(objects), ReadOptions.ofDefaults())
                .violations()
                .isEmpty();
    }

    static List<ObjectNode> written(PostgresCluster wish, CrunchyOptions options, Residue residue) {
        PostgresCluster cluster = CRUNCHY.restrictions().restrict(wish, options, RoundTrip.WAIVED.waivers());
        Assume.that(Validator.validate(cluster).isEmpty());
        List<ObjectNode> objects = CRUNCHY.write(cluster, options, residue);
        return ManifestReader.parse(List.of(new Source("x.yaml", ManifestWriter.toYaml(objects)))).manifests().stream()
                .map(manifest -> manifest.tree().deepCopy())
                .toList();
    }

    /** The same cluster with some parts of another one. */
    static PostgresCluster changed(GeneratedCrunchyWish wish, GeneratedCrunchyWish source, Random random) {
        PostgresCluster old = wish.cluster();
        PostgresCluster other = source.cluster();
        PostgresCluster.Builder next = PostgresCluster.builder().from(old);
        int chance = 2 + random.nextInt(6);
        if (random.nextInt(chance) == 0) {
            next.replicas(1 + random.nextInt(5));
        }
        if (random.nextInt(chance) == 0) {
            next.version(other.version().major() > old.version().major() ? other.version() : old.version());
        }
        if (random.nextInt(chance) == 0) {
            next.resources(other.resources()).pod(other.pod());
        }
        if (random.nextInt(chance) == 0) {
            next.storage(other.storage());
        }
        if (random.nextInt(chance) == 0) {
            next.image(other.image()).tls(other.tls());
        }
        if (random.nextInt(chance) == 0) {
            next.replication(other.replication()).election(other.election());
        }
        if (random.nextInt(chance) == 0) {
            next.services(other.services()).poolers(other.poolers());
        }
        if (random.nextInt(chance) == 0) {
            next.monitoring(other.monitoring());
        }
        if (random.nextInt(chance) == 0) {
            next.furtherInstances(other.furtherInstances());
        }
        if (random.nextInt(chance) == 0) {
            next.backups(other.backups());
        }
        if (random.nextInt(chance) == 0) {
            next.standby(other.standby());
        }
        if (random.nextInt(chance) == 0) {
            next.lifecycle(other.lifecycle());
        }
        if (random.nextInt(chance) == 0) {
            next.labels(other.labels()).annotations(other.annotations()).placement(other.placement());
        }
        if (random.nextInt(chance) == 0) {
            next.access(old.access().toBuilder()
                    .users(other.access().users())
                    .usersListed(other.access().isUsersListed())
                    .build());
        }
        if (random.nextInt(chance) == 0) {
            next.parameters(Map.of("max_connections", "300", "work_mem", "8MB"));
        }
        return Canonical.of(next.build());
    }
}
