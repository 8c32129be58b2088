package io.pgspan.operators.crunchy;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.PasswordPolicy;
import io.pgspan.model.access.User;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.service.ServiceSettings;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PartLimit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What PGO has in part only of users, certificates, services, poolers and monitoring: each value is remade of what can be written. */
final class AccessParts {
    private AccessParts() {}

    static List<PartLimit<CrunchyOptions>> all() {
        return List.of(
                PartLimit.of(
                        "crunchy.users-listed",
                        OperationFeatures.USERS,
                        "access.usersListed",
                        "a list that names a user is complete in any case; only of an empty one is it said",
                        "leave usersListed out",
                        wish -> wish.access().users().isEmpty() ? wish : access(wish, a -> a.withUsersListed(false))),
                PartLimit.of(
                        "crunchy.user-parts",
                        OperationFeatures.USERS,
                        "access.users",
                        "PGO takes a plain name, databases, privileges, log-in, a limit of connections, a last second"
                                + " and the characters of the password; the password is in its own secret"
                                + " <cluster>-pguser-<user>",
                        "put passwords into those secrets before, and say the rest with SQL",
                        wish -> wish.access().users().isEmpty() ? wish : access(wish, a -> a.withUsers(users(a)))),
                PartLimit.of(
                        "crunchy.tls-parts",
                        OperationFeatures.TLS,
                        "tls",
                        "PGO takes a secret with the server's certificate and one with the standbys', each with the"
                                + " authority under ca.crt, and makes its own where none is named",
                        "name those two secrets, both signed by the same authority",
                        wish -> wish.tls().isEmpty()
                                ? wish
                                : wish.withTls(wish.tls().flatMap(TlsSection::sayable))),
                PartLimit.of(
                        "crunchy.service-parts",
                        OperationFeatures.SERVICES,
                        "services",
                        "PGO has one service each for the primary and for standbys, with type, port on nodes, labels,"
                                + " annotations and traffic policies",
                        "leave the rest out, and say the pooler's service with the pooler",
                        wish -> wish.services().isEmpty() ? wish : wish.withServices(services(wish))),
                PartLimit.of(
                        "crunchy.pooler-parts",
                        OperationFeatures.POOLERS,
                        "poolers",
                        "PGO has one pooler, called " + PoolerSection.NAME
                                + " here, in front of the primary; it looks users up"
                                + " by itself and is never held back",
                        "keep one of that name, with instances, mode, parameters, port, image, resources, certificate"
                                + " and service",
                        wish -> wish.poolers().isEmpty() ? wish : wish.withPoolers(poolers(wish))),
                PartLimit.of(
                        "crunchy.monitoring-parts",
                        OperationFeatures.MONITORING,
                        "monitoring",
                        "PGO runs an exporter with image, resources, certificate and queries, which replace its own;"
                                + " nobody tells Prometheus",
                        "scrape the pods by their label, and leave the rest out",
                        wish -> wish.monitoring().isEmpty()
                                ? wish
                                : wish.withMonitoring(wish.monitoring().map(MonitoringSection::sayable))));
    }

    private static PostgresCluster access(PostgresCluster wish, UnaryOperator<Access> change) {
        return wish.withAccess(change.apply(wish.access()));
    }

    private static List<User> users(Access access) {
        List<User> kept = new ArrayList<>();
        for (User user : access.users()) {
            if (UsersSection.NAME.matcher(user.name()).matches() && !user.isAbsent()) {
                kept.add(sayable(user));
            }
        }
        return kept;
    }

    private static User sayable(User user) {
        User said = User.builder()
                .name(user.name())
                .login(user.isLogin())
                .inherit(user.isInherit())
                .privileges(user.privileges())
                .databases(user.databases().stream().distinct().toList())
                .connectionLimit(user.connectionLimit())
                .validUntil(user.validUntil())
                .passwordPolicy(user.passwordPolicy()
                        .map(policy -> PasswordPolicy.builder()
                                .charset(policy.charset())
                                .build()))
                .build();
        return UserOptions.isSayable(said)
                ? said
                : said.toBuilder()
                        .validUntil(Optional.empty())
                        .connectionLimit(OptionalInt.empty())
                        .build();
    }

    private static List<ServiceSettings> services(PostgresCluster wish) {
        List<ServiceSettings> kept = new ArrayList<>();
        Set<ServiceSettings.Role> roles = EnumSet.noneOf(ServiceSettings.Role.class);
        for (ServiceSettings one : wish.services()) {
            if (!one.isDisabled() && ServicesSection.isMade(one.role()) && roles.add(one.role())) {
                kept.add(ServicesSection.sayable(one));
            }
        }
        return kept;
    }

    private static List<Pooler> poolers(PostgresCluster wish) {
        return wish.poolers().stream()
                .filter(pooler -> pooler.target() == Pooler.Target.PRIMARY)
                .sorted(Comparator.comparing(pooler -> !pooler.name().equals(PoolerSection.NAME)))
                .limit(1)
                .map(PoolerSection::sayable)
                .toList();
    }
}
