package io.pgspan.operators.kubedb;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.access.Access.ClientAuth;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.SslMode;
import io.pgspan.model.access.Tls;
import io.pgspan.model.backup.Backups;
import io.pgspan.model.backup.DataSource;
import io.pgspan.model.backup.RecoveryTarget;
import io.pgspan.model.backup.Repository;
import io.pgspan.model.backup.RepositoryTarget;
import io.pgspan.model.backup.RestoreFrom;
import io.pgspan.model.init.InitScript;
import io.pgspan.model.monitoring.Exporter;
import io.pgspan.model.monitoring.Monitoring;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What KubeDB has in part only of access, services, monitoring and backups: each value is remade of what can be written. */
final class OperationParts {
    private static final int SCRAM_SINCE = 11;

    private OperationParts() {}

    static List<PartLimit<KubeDbOptions>> all() {
        return List.of(
                PartLimit.of(
                        "kubedb.secret-key",
                        OperationFeatures.SUPERUSER_SECRET,
                        "access.superuserSecret",
                        "KubeDB reads the entries username and password of the secret",
                        "keep user and password under these entries",
                        wish -> wish.access().superuserSecret().isEmpty()
                                ? wish
                                : wish.withAccess(wish.access()
                                        .withSuperuserSecret(wish.access()
                                                .superuserSecret()
                                                .map(secret -> SecretRef.of(secret.name()))))),
                PartLimit.of(
                        "kubedb.tls-disabled",
                        OperationFeatures.TLS,
                        "tls.mode",
                        "KubeDB refuses certificates where encryption is disabled",
                        "leave the certificates out, or name another mode",
                        wish -> wish.withTls(wish.tls().map(OperationParts::encrypted))),
                PartLimit.of(
                        "kubedb.scram-version",
                        OperationFeatures.CLIENT_AUTH,
                        "access.clientAuth",
                        "KubeDB takes scram since PostgreSQL 11",
                        "use a newer version",
                        wish -> wish.version().major() < SCRAM_SINCE
                                        && wish.access().clientAuth().equals(Optional.of(ClientAuth.SCRAM))
                                ? wish.withAccess(wish.access().withClientAuth(Optional.empty()))
                                : wish),
                PartLimit.of(
                        "kubedb.tls-secrets",
                        OperationFeatures.TLS,
                        "tls",
                        "KubeDB takes certificates from an issuer of cert-manager only",
                        "name an issuer, and certificates where they are special",
                        wish -> wish.tls().isEmpty()
                                ? wish
                                : wish.withTls(wish.tls().flatMap(OperationParts::issued))),
                PartLimit.of(
                        "kubedb.service-parts",
                        OperationFeatures.SERVICES,
                        "services",
                        "KubeDB has one template each for primary, standby and metrics, with type, labels, annotations, "
                                + "address and source ranges of the load balancer and external traffic policy",
                        "leave the rest out",
                        wish -> wish.services().isEmpty() ? wish : wish.withServices(services(wish))),
                PartLimit.of(
                        "kubedb.exporter-parts",
                        OperationFeatures.MONITORING,
                        "monitoring.exporter",
                        "KubeDB takes the exporter's port, arguments and resources only",
                        "leave the rest out",
                        wish -> wish.monitoring().isEmpty()
                                ? wish
                                : wish.withMonitoring(wish.monitoring().map(OperationParts::monitored))),
                PartLimit.of(
                        "kubedb.archiver",
                        OperationFeatures.BACKUPS,
                        "backups",
                        "KubeDB takes the name of one PostgresArchiver that exists",
                        "make a PostgresArchiver and name it as the one repository",
                        wish -> wish.backups().isEmpty()
                                ? wish
                                : wish.withBackups(wish.backups().flatMap(OperationParts::archived))),
                PartLimit.of(
                        "kubedb.restore-parts",
                        OperationFeatures.RESTORE,
                        "dataSource",
                        "KubeDB restores to a moment, from a repository that exists",
                        "name the moment and the repository",
                        wish -> wish.dataSource().isEmpty()
                                ? wish
                                : wish.withDataSource(wish.dataSource().flatMap(OperationParts::restored))),
                PartLimit.of(
                        "kubedb.init-script",
                        OperationFeatures.INIT_SQL,
                        "initScripts",
                        "KubeDB takes one config map or secret with scripts, all of whose entries are run",
                        "put the SQL into one config map",
                        wish -> wish.initScripts().isEmpty() ? wish : wish.withInitScripts(scripts(wish))));
    }

    private static Optional<Tls> issued(Tls tls) {
        Tls said = Tls.builder()
                .mode(tls.mode())
                .issuer(tls.issuer())
                .certificates(tls.certificates())
                .build();
        return said.equals(Tls.builder().build()) ? Optional.empty() : Optional.of(said);
    }

    private static List<ServiceSettings> services(PostgresCluster wish) {
        List<ServiceSettings> kept = new ArrayList<>();
        Set<ServiceSettings.Role> roles = EnumSet.noneOf(ServiceSettings.Role.class);
        for (ServiceSettings one : wish.services()) {
            if (!one.isDisabled() && ServicesSection.ALIAS.find(one.role()).isPresent() && roles.add(one.role())) {
                kept.add(ServiceSettings.builder()
                        .role(one.role())
                        .type(one.type())
                        .labels(one.labels())
                        .annotations(one.annotations())
                        .loadBalancerIp(one.loadBalancerIp())
                        .loadBalancerSourceRanges(one.loadBalancerSourceRanges())
                        .externalTrafficPolicy(one.externalTrafficPolicy())
                        .build());
            }
        }
        return kept;
    }

    private static Monitoring monitored(Monitoring monitoring) {
        Optional<Exporter> exporter = monitoring
                .exporter()
                .<Exporter>map(e -> Exporter.builder()
                        .port(e.port())
                        .args(e.args())
                        .resources(e.resources())
                        .build())
                .filter(e -> e.port().isPresent()
                        || !e.args().isEmpty()
                        || !e.resources().equals(Resources.unsaid()));
        return monitoring.toBuilder().exporter(exporter).build();
    }

    private static Optional<Repository> existing(Repository repository) {
        return repository.target() instanceof RepositoryTarget.Existing there
                ? Optional.of(
                        Repository.builder().name(there.name()).target(there).build())
                : Optional.empty();
    }

    private static Optional<Backups> archived(Backups backups) {
        return backups.repositories().stream()
                .flatMap(repository -> existing(repository).stream())
                .findFirst()
                .map(repository -> Backups.builder()
                        .addRepository(repository)
                        .paused(backups.isPaused())
                        .build());
    }

    private static Optional<DataSource> restored(DataSource source) {
        if (!(source instanceof RestoreFrom restore)) {
            return Optional.of(source);
        }
        if (!(restore.target() instanceof RecoveryTarget.AtTime at)) {
            return Optional.empty();
        }
        return Optional.of(RestoreFrom.builder()
                .repository(restore.repository().flatMap(OperationParts::existing))
                .target(RecoveryTarget.time(at.time()))
                .build());
    }

    private static List<InitScript> scripts(PostgresCluster wish) {
        for (InitScript script : wish.initScripts()) {
            if (script instanceof InitScript.Kept kept
                    && kept.database().isEmpty()
                    && kept.ref().key().isEmpty()) {
                return List.of(kept);
            }
        }
        return List.of();
    }

    private static Tls encrypted(Tls tls) {
        boolean certified = tls.issuer().isPresent() || !tls.certificates().isEmpty();
        return certified && tls.mode().equals(Optional.of(SslMode.DISABLE))
                ? Tls.builder().from(tls).mode(Optional.empty()).build()
                : tls;
    }
}
