package io.pgspan.operators;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.Certificate;
import io.pgspan.model.access.ConfigRef;
import io.pgspan.model.access.HbaRule;
import io.pgspan.model.access.Issuer;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.SslMode;
import io.pgspan.model.access.Tls;
import io.pgspan.model.access.User;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.InitDb;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.backup.Retention;
import io.pgspan.model.backup.Snapshots;
import io.pgspan.model.init.InitScript;
import io.pgspan.model.monitoring.Exporter;
import io.pgspan.model.monitoring.Monitoring;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.service.ServiceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** The half of {@link AnyWish} about access, services, monitoring and data. */
final class AnyOperation {
    private final RandomGenerator random;

    AnyOperation(RandomGenerator random) {
        this.random = random;
    }

    void addTo(PostgresCluster.Builder wish) {
        if (maybe()) {
            wish.access(access());
        }
        if (maybe()) {
            wish.tls(tls());
        }
        if (maybe()) {
            wish.addService(service(ServiceSettings.Role.PRIMARY))
                    .addService(service(pick(ServiceSettings.Role.values())));
        }
        if (maybe()) {
            wish.addPooler(Pooler.builder().name("pool").build());
        }
        if (maybe()) {
            wish.monitoring(monitoring());
        }
        if (maybe()) {
            wish.backups(backups());
        }
        if (maybe()) {
            wish.dataSource(source());
        }
        if (maybe()) {
            wish.standby(
                    StandbyCluster.builder()
                            .source(some(new StandbyCluster.Reference(maybe() ? "other" : null, "origin")))
                            .stream(some(Connection.builder().host("elsewhere").build()))
                            .enabled(!maybe())
                            .build());
        }
        if (maybe()) {
            wish.addInitScript(pick(
                    new InitScript.Sql("create table t ()", null),
                    new InitScript.Kept(ConfigRef.secret("scripts", "a.sql"), null),
                    new InitScript.Kept(new ConfigRef(ConfigRef.Kind.SECRET, "scripts", null), null),
                    new InitScript.Kept(new ConfigRef(ConfigRef.Kind.CONFIG_MAP, "scripts", null), null)));
        }
    }

    private Access access() {
        return Access.builder()
                .superuserSecret(some(maybe() ? SecretRef.of("root", "pass") : SecretRef.of("root")))
                .superuserAccess(!maybe())
                .users(maybe() ? List.of(User.builder().name("app").build()) : List.of())
                .hba(maybe() ? List.of(HbaRule.passwordOverTls()) : List.of())
                .clientAuth(some(pick(Access.ClientAuth.values())))
                .build();
    }

    private Tls tls() {
        return Tls.builder()
                .mode(some(pick(SslMode.values())))
                .issuer(some(new Issuer("cert-manager.io", pick("Issuer", "ClusterIssuer"), "ca")))
                .certificates(
                        maybe()
                                ? List.of(Certificate.builder()
                                        .alias(pick("server", "client"))
                                        .secretName(some("cert"))
                                        .duration(some(Duration.ofDays(90)))
                                        .renewBefore(some(Duration.ofMinutes(90)))
                                        .organizations(maybe() ? List.of("org") : List.of())
                                        .dnsNames(maybe() ? List.of("db.example.org") : List.of())
                                        .issuer(some(Issuer.of("special")))
                                        .build())
                                : List.of())
                .serverCertificate(some(SecretRef.of("own")))
                .extraDnsNames(maybe() ? List.of("x.example.org") : List.of())
                .build();
    }

    private ServiceSettings service(ServiceSettings.Role role) {
        return ServiceSettings.builder()
                .role(role)
                .type(some(pick(ServiceSettings.Type.values())))
                .labels(maybe() ? Map.of("a", "b") : Map.of())
                .annotations(maybe() ? Map.of("c", "d") : Map.of())
                .nodePort(maybe() ? OptionalInt.of(30_432) : OptionalInt.empty())
                .loadBalancerSourceRanges(maybe() ? List.of("10.0.0.0/8") : List.of())
                .externalTrafficPolicy(some("Local"))
                .disabled(maybe())
                .build();
    }

    private Monitoring monitoring() {
        return Monitoring.builder()
                .scrape(pick(Monitoring.Scrape.values()))
                .exporter(some(Exporter.builder()
                        .port(maybe() ? OptionalInt.of(9187) : OptionalInt.empty())
                        .image(some("example.org/exporter:1"))
                        .args(maybe() ? List.of("--log.level=warn") : List.of())
                        .resources(maybe() ? Resources.of("50m", "64Mi") : Resources.unsaid())
                        .build()))
                .labels(maybe() ? Map.of("release", "prometheus") : Map.of())
                .interval(some(Duration.ofSeconds(10)))
                .queries(maybe() ? List.of(ConfigRef.configMap("q", "q.yaml")) : List.of())
                .build();
    }

    private Backups backups() {
        RepositoryTarget target = pick(
                new RepositoryTarget.Existing(maybe() ? "archive" : null, "archiver"),
                new RepositoryTarget.Volume(Storage.of("5Gi")),
                RepositoryTarget.S3.builder().bucket("b").build());
        return Backups.builder()
                .addRepository(Repository.builder()
                        .name(pick("archiver", "repo1"))
                        .target(target)
                        .retention(some(Retention.full(2)))
                        .build())
                .snapshots(some(Snapshots.builder().build()))
                .paused(maybe())
                .build();
    }

    private DataSource source() {
        return pick(
                InitDb.builder().dataChecksums(true).build(),
                CloneOf.builder().clusterName("other").build(),
                RestoreFrom.builder()
                        .repository(some(Repository.builder()
                                .name(pick("full", "repo1"))
                                .target(new RepositoryTarget.Existing(maybe() ? "archive" : null, "full"))
                                .build()))
                        .target(pick(
                                RecoveryTarget.time(Instant.ofEpochMilli(1_700_000_000_123L)),
                                RecoveryTarget.time(Instant.ofEpochSecond(1_700_000_000L)),
                                RecoveryTarget.latest()))
                        .backupName(some("b1"))
                        .build());
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
