package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pgspan.model.DeletionPolicy;
import io.pgspan.model.InstanceSet;
import io.pgspan.model.Lifecycle;
import io.pgspan.model.PodSettings;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.Tablespace;
import io.pgspan.model.Volumes;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.ConfigRef;
import io.pgspan.model.access.HbaRule;
import io.pgspan.model.access.PasswordPolicy;
import io.pgspan.model.access.PasswordPolicy.Charset;
import io.pgspan.model.access.Privilege;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.Tls;
import io.pgspan.model.access.User;
import io.pgspan.model.init.InitScript;
import io.pgspan.model.monitoring.Exporter;
import io.pgspan.model.monitoring.Monitoring;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.replication.WalRetention;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.model.service.ServiceSettings.Role;
import io.pgspan.operators.Residue;
import io.pgspan.operators.manifest.TreePath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** A random wish within what PGO can express, with options and leftovers that fit it. */
record GeneratedCrunchyWish(PostgresCluster cluster, CrunchyOptions options, Residue residue) {
    private static final Map<TreePath, JsonNode> EXTRAS = Map.of(
            TreePath.of("spec.instances[name=main].sidecars.x"), TextNode.valueOf("never"),
            TreePath.of("spec.instances[name=main].dataVolumeClaimSpec.volumeMode"), TextNode.valueOf("Filesystem"),
            TreePath.of("spec.instances[name=main].dataVolumeClaimSpec.accessModes"),
                    JsonNodeFactory.instance.arrayNode().add("ReadWriteMany"),
            TreePath.of("spec.patroni.port"), IntNode.valueOf(8009),
            TreePath.of("spec.patroni.dynamicConfiguration.failsafe_mode"), BooleanNode.TRUE,
            TreePath.of("spec.supplementalGroups"),
                    JsonNodeFactory.instance.arrayNode().add(7),
            TreePath.of("metadata.finalizers"),
                    JsonNodeFactory.instance.arrayNode().add("x"));

    static Arbitrary<GeneratedCrunchyWish> arbitrary() {
        return Arbitraries.longs().map(GeneratedCrunchyWish::of);
    }

    static GeneratedCrunchyWish of(long seed) {
        return new Generator(new Random(seed)).wish();
    }

    private static final class Generator {
        private final Random random;
        private final GeneratedBackups data;

        Generator(Random random) {
            this.random = random;
            this.data = new GeneratedBackups(random);
        }

        GeneratedCrunchyWish wish() {
            Replication replication = replication();
            List<HbaRule> hba = maybe()
                    ? List.of(
                            HbaRule.passwordOverTls(),
                            HbaRule.of("host app \"a b\" 10.0.0.0/8 ldap ldapserver=x"),
                            HbaRule.of("local all postgres peer"))
                    : List.of();
            Map<String, String> parameters = parameters();
            String name = pick("hippo", "a", "orders-db");
            String namespace = pick("default", "demo");
            int major = 11 + random.nextInt(8);
            if (major > 12 && replication.walRetention().orElse(null) instanceof WalRetention.KeepSegments) {
                replication = replication.withWalRetention(new WalRetention.KeepSize(112));
            }
            PostgresCluster.Builder wish = PostgresCluster.builder()
                    .name(name)
                    .namespace(namespace)
                    .version(new PostgresVersion(major, 0))
                    .replicas(3)
                    .storage(storage())
                    .resources(pick(
                            Resources.unsaid(),
                            Resources.ofDefaults(),
                            Resources.of("1", "2Gi").limitCpu("2")))
                    .image(some("example.org/postgres:17"))
                    .labels(texts())
                    .annotations(texts())
                    .volumes(volumes())
                    .pod(pod().withImagePullSecrets(maybe() ? List.of("pull") : List.of()))
                    .placement(placement())
                    .replication(replication)
                    .election(some(new ElectionTiming.Lease(
                            Duration.ofSeconds(30 + random.nextInt(3)),
                            Duration.ofSeconds(20),
                            Duration.ofSeconds(pick(10, 7)))))
                    .parameters(parameters)
                    .access(access(hba))
                    .tls(some(Tls.builder()
                            .serverCertificate(SecretRef.of("server"))
                            .replicationCertificate(some(SecretRef.of("standby")))
                            .build()))
                    .services(services())
                    .poolers(maybe() ? List.of(pooler()) : List.of())
                    .monitoring(some(monitoring()))
                    .initScripts(
                            maybe()
                                    ? List.of(new InitScript.Kept(ConfigRef.configMap("sql", "init.sql"), null))
                                    : List.of())
                    .lifecycle(pick(Lifecycle.RUNNING, Lifecycle.PAUSED, Lifecycle.SHUT_DOWN))
                    .deletionPolicy(DeletionPolicy.DELETE_VOLUMES);
            sets(wish);
            data.addTo(wish);
            if (maybe()) {
                wish.standby(standby());
            }
            boolean named = random.nextBoolean();
            CrunchyOptions options =
                    options(replication, parameters, hba, named).build();
            Map<TreePath, JsonNode> extras = new LinkedHashMap<>();
            EXTRAS.forEach((path, value) -> {
                boolean ofSet = path.toString().contains("instances");
                if (maybe() && (named || !ofSet) && !value.asText().equals("never")) {
                    extras.put(path, value);
                }
            });
            return new GeneratedCrunchyWish(
                    Canonical.of(wish.build()), options, new Residue(Map.of("PostgresCluster", extras), List.of()));
        }

        private CrunchyOptions.Builder options(
                Replication replication, Map<String, String> parameters, List<HbaRule> hba, boolean named) {
            boolean quorum = replication.isSynchronous() && replication.method() == Replication.SyncMethod.ANY;
            return CrunchyOptions.builder()
                    .api(pick(CrunchyApi.values()))
                    .instanceSetName(named ? Optional.of("main") : Optional.empty())
                    .minAvailable(some(pick("2", "50%")))
                    .labels(texts())
                    .annotations(texts())
                    .configParameters(parameters.containsKey("work_mem") && maybe() ? Set.of("work_mem") : Set.of())
                    .authenticationRules(hba.isEmpty() ? 0 : random.nextInt(4))
                    .postgresPort(maybe() ? OptionalInt.of(5433) : OptionalInt.empty())
                    .defaultScheduling(!maybe())
                    .openShift(some(random.nextBoolean()))
                    .postGis(some("3.4"))
                    .sidecars(
                            maybe()
                                    ? new Sidecars(Resources.of("10m", "16Mi"), Resources.unsaid(), Resources.unsaid())
                                    : Sidecars.unsaid())
                    .quorumCommit(quorum);
        }

        private Replication replication() {
            Replication.Builder replication = Replication.builder()
                    .maximumLagBytes(maybe() ? OptionalLong.of(1 << 20) : OptionalLong.empty())
                    .walRetention(some(pick(
                            new WalRetention.KeepSize(100),
                            new WalRetention.KeepSegments(7),
                            new WalRetention.Slots(-1),
                            new WalRetention.Slots(900))));
            if (random.nextBoolean()) {
                replication
                        .streaming(Replication.Streaming.SYNCHRONOUS)
                        .method(pick(Replication.SyncMethod.values()))
                        .confirmations(1 + random.nextInt(2))
                        .commitLevel(pick(CommitLevel.values()))
                        .durability(pick(Durability.values()));
            }
            return replication.build();
        }

        private Map<String, String> parameters() {
            Map<String, String> parameters = new LinkedHashMap<>();
            if (maybe()) {
                parameters.put("work_mem", pick("8MB", "it's", ""));
                parameters.put("max_connections", pick("200", "007", "-1"));
                parameters.put("pg_x.mode", pick("on", "true", "0.5"));
            }
            return parameters;
        }

        private Access access(List<HbaRule> hba) {
            List<User> users = new ArrayList<>();
            if (maybe()) {
                users.add(User.builder()
                        .name("app")
                        .databases(maybe() ? List.of("zoo", "Zoo two") : List.of())
                        .privileges(maybe() ? Set.of(Privilege.CREATEDB, Privilege.SUPERUSER) : Set.of())
                        .login(!maybe())
                        .inherit(!maybe())
                        .connectionLimit(maybe() ? OptionalInt.of(9) : OptionalInt.empty())
                        .validUntil(some(Instant.parse("2030-01-31T12:00:00Z")))
                        .passwordPolicy(some(PasswordPolicy.builder()
                                .charset(pick(Charset.values()))
                                .build()))
                        .build());
                users.add(User.builder().name("postgres").build());
            }
            return Access.builder()
                    .users(users)
                    .usersListed(users.isEmpty() && maybe())
                    .hba(hba)
                    .build();
        }

        private void sets(PostgresCluster.Builder wish) {
            if (maybe()) {
                wish.addFurtherInstance(InstanceSet.builder()
                        .name("large")
                        .replicas(2)
                        .storage(some(storage()))
                        .volumes(volumes())
                        .resources(pick(Resources.unsaid(), Resources.ofDefaults()))
                        .pod(pod())
                        .placement(placement())
                        .minAvailable(some(pick("1", "30%")))
                        .build());
            }
            if (maybe()) {
                wish.addFurtherInstance(InstanceSet.builder()
                        .name("02")
                        .resources(Resources.unsaid())
                        .build());
            }
        }

        private Storage storage() {
            Storage storage = Storage.of(pick("500Mi", "2Gi", "1.5Ti"));
            return maybe() ? storage.onClass("fast") : storage;
        }

        private Volumes volumes() {
            return Volumes.builder()
                    .wal(some(storage()))
                    .temporary(some(storage().ephemeral()))
                    .tablespaces(maybe() ? List.of(Tablespace.of("fast", storage())) : List.of())
                    .build();
        }

        private PodSettings pod() {
            return PodSettings.builder()
                    .labels(texts())
                    .annotations(texts())
                    .priorityClassName(some("high"))
                    .build();
        }

        private Optional<PlacementPolicy> placement() {
            return some(PlacementPolicy.builder()
                    .addToleration(Toleration.exists("db")
                            .on(Toleration.Effect.NO_EXECUTE)
                            .stay(Duration.ofSeconds(3)))
                    .spread(pick(
                            Spread.acrossZones(), Spread.across("rack").counting(LabelSelector.of(Map.of("a", "b")))))
                    .affinity(
                            maybe()
                                    ? Affinity.toNodes(NodeAffinity.require(NodeTerm.of(Requirement.exists("disk"))))
                                    : Affinity.none())
                    .build());
        }

        private List<ServiceSettings> services() {
            List<ServiceSettings> services = new ArrayList<>();
            for (Role role : List.of(Role.PRIMARY, Role.STANDBY)) {
                if (maybe()) {
                    services.add(service(role));
                }
            }
            return services;
        }

        private ServiceSettings service(Role role) {
            Optional<ServiceSettings.Type> type = some(pick(ServiceSettings.Type.values()));
            boolean onNodes =
                    type.filter(said -> said != ServiceSettings.Type.CLUSTER_IP).isPresent();
            return ServiceSettings.builder()
                    .role(role)
                    .type(type)
                    .labels(texts())
                    .annotations(texts())
                    .nodePort(onNodes && maybe() ? OptionalInt.of(30_432) : OptionalInt.empty())
                    .externalTrafficPolicy(some(pick("Local", "Cluster")))
                    .internalTrafficPolicy(some("Local"))
                    .build();
        }

        private Pooler pooler() {
            return Pooler.builder()
                    .name("pgbouncer")
                    .instances(pick(0, 1, 3))
                    .mode(pick(Pooler.Mode.values()))
                    .parameters(maybe() ? Map.of("max_client_conn", "500") : Map.of())
                    .port(maybe() ? OptionalInt.of(6432) : OptionalInt.empty())
                    .image(some("example.org/bouncer:1"))
                    .resources(pick(Resources.unsaid(), Resources.of("1", "1Gi")))
                    .certificate(some(SecretRef.of("bouncer")))
                    .service(some(service(Role.POOLER)))
                    .build();
        }

        private Monitoring monitoring() {
            List<ConfigRef> queries = maybe()
                    ? List.of(ConfigRef.configMap("q", "q.yaml"), new ConfigRef(ConfigRef.Kind.SECRET, "more", null))
                    : List.of();
            return Monitoring.builder()
                    .scrape(Monitoring.Scrape.NONE)
                    .exporter(some(Exporter.builder()
                            .image("example.org/exporter:1")
                            .resources(Resources.of("50m", "64Mi"))
                            .certificate(some(SecretRef.of("exporter")))
                            .build()))
                    .defaultQueries(queries.isEmpty())
                    .queries(queries)
                    .build();
        }

        private StandbyCluster standby() {
            return StandbyCluster.builder().enabled(!maybe()).stream(Connection.builder()
                            .host("elsewhere")
                            .port(pick(5432, 5433))
                            .build())
                    .build();
        }

        private Map<String, String> texts() {
            return maybe() ? Map.of("a.b/c", pick("", "it's: #1", "17.2")) : Map.of();
        }

        private <T> Optional<T> some(T value) {
            return maybe() ? Optional.of(value) : Optional.empty();
        }

        private boolean maybe() {
            return random.nextInt(3) == 0;
        }

        @SafeVarargs
        private <T> T pick(T... values) {
            return values[random.nextInt(values.length)];
        }
    }
}
