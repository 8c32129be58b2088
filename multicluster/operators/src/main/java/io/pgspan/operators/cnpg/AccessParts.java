package io.pgspan.operators.cnpg;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.SecretRef;
import io.pgspan.model.access.Tls;
import io.pgspan.model.access.User;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What CloudNativePG has in part only of access, certificates, services and metrics: each value is remade of what can be written. */
final class AccessParts {
    private AccessParts() {}

    static List<PartLimit<CloudNativePgOptions>> all() {
        return List.of(
                PartLimit.of(
                        "cnpg.secret-key",
                        OperationFeatures.SUPERUSER_SECRET,
                        "access.superuserSecret",
                        "CloudNativePG reads the entries username and password of the secret",
                        "keep user and password under these entries",
                        wish -> access(
                                wish,
                                wish.access()
                                        .withSuperuserSecret(
                                                wish.access().superuserSecret().map(AccessParts::whole)))),
                PartLimit.of(
                        "cnpg.users-listed",
                        OperationFeatures.USERS,
                        "access.usersListed",
                        "CloudNativePG always makes a user for the application",
                        "leave it out",
                        wish -> access(wish, wish.access().withUsersListed(false))),
                PartLimit.of(
                        "cnpg.user-parts",
                        OperationFeatures.USERS,
                        "access.users",
                        "a role's password comes from a secret with the entries username and password, its validity"
                                + " ends at a whole second, and nothing is granted on databases",
                        "name a secret, and grant with an init script",
                        wish -> wish.access().users().isEmpty()
                                ? wish
                                : access(wish, wish.access().withUsers(users(wish)))),
                PartLimit.of(
                        "cnpg.tls-parts",
                        OperationFeatures.TLS,
                        "tls",
                        "CloudNativePG takes secrets with certificates, whole, or makes its own; it has no issuer and"
                                + " no mode",
                        "name secrets that an issuer fills, and write hostnossl rules that reject",
                        wish -> wish.tls().isEmpty()
                                ? wish
                                : wish.withTls(wish.tls().flatMap(AccessParts::written))),
                PartLimit.of(
                        "cnpg.service-parts",
                        OperationFeatures.SERVICES,
                        "services",
                        "CloudNativePG has one further service each for primary, standbys and any instance, first"
                                + " those that are switched off, and no ports of one's own",
                        "leave the rest out",
                        wish -> wish.services().isEmpty()
                                ? wish
                                : wish.withServices(ServicesSection.writable(wish.services()))),
                PartLimit.of(
                        "cnpg.monitoring-parts",
                        OperationFeatures.MONITORING,
                        "monitoring",
                        "CloudNativePG shows its metrics at a port of its own, takes entries of config maps and then"
                                + " of secrets as queries, and knows no labels and no interval",
                        "leave the rest out",
                        wish -> wish.withMonitoring(wish.monitoring().map(MonitoringSection::writable))),
                PartLimit.of(
                        "cnpg.init-parts",
                        OperationFeatures.INIT_SQL,
                        "initScripts",
                        "CloudNativePG runs SQL in postgres, template1 and the application's database, in this order,"
                                + " first texts, then entries of secrets, then of config maps, and only after initdb",
                        "order them so, and name the entry",
                        wish -> wish.initScripts().isEmpty()
                                ? wish
                                : wish.withInitScripts(
                                        SourceParts.runsInit(wish)
                                                ? InitSection.writable(wish.initScripts())
                                                : List.of())));
    }

    private static PostgresCluster access(PostgresCluster wish, Access access) {
        return access.equals(wish.access()) ? wish : wish.withAccess(access);
    }

    static SecretRef whole(SecretRef secret) {
        return SecretRef.of(secret.name());
    }

    private static List<User> users(PostgresCluster wish) {
        List<User> users = new ArrayList<>();
        for (User user : wish.access().users()) {
            boolean secret = user.passwordSecret().isPresent();
            users.add(user.toBuilder()
                    .databases(List.of())
                    .passwordSecret(user.passwordSecret().map(AccessParts::whole))
                    .passwordless(user.isPasswordless() && !secret)
                    .verifier(Optional.empty())
                    .passwordPolicy(Optional.empty())
                    .build());
        }
        return users;
    }

    private static Optional<Tls> written(Tls tls) {
        Optional<SecretRef> authority = tls.serverCa().map(AccessParts::whole);
        Optional<SecretRef> clients = tls.clientCa().map(AccessParts::whole);
        Optional<SecretRef> server =
                tls.serverCertificate().map(AccessParts::whole).filter(one -> authority.isPresent());
        Tls said = Tls.builder()
                .serverCertificate(server)
                .serverCa(authority)
                .clientCa(clients)
                .replicationCertificate(
                        tls.replicationCertificate().map(AccessParts::whole).filter(one -> clients.isPresent()))
                .extraDnsNames(server.isPresent() ? List.of() : tls.extraDnsNames())
                .build();
        return said.equals(Tls.builder().build()) && !said.equals(tls) ? Optional.empty() : Optional.of(said);
    }
}
