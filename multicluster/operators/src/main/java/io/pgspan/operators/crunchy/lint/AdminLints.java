package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.List;

/** {@code PGAdmin}: one pgAdmin for several clusters. */
final class AdminLints {
    private static final int OAUTH_MAX = 10;

    private AdminLints() {}

    static List<CrunchyTrap> all() {
        return List.of(
                refused(
                                "pgadmin-since",
                                o -> List.of(o.root().at("kind")),
                                "there is no such kind before operator 5.5",
                                "write spec.userInterface in the cluster, or use a later release")
                        .before("5.5"),
                refused(
                        "pgadmin-api",
                        o -> when(o.isV1(), o.root().at("apiVersion")),
                        "the kind is served as v1beta1 only",
                        "write postgres-operator.crunchydata.com/v1beta1"),
                refused(
                        "pgadmin-claim",
                        o -> when(
                                o.spec("dataVolumeClaimSpec", "accessModes")
                                                .node()
                                                .isEmpty()
                                        || o.spec("dataVolumeClaimSpec", "resources", "requests", "storage")
                                                .isNone(),
                                o.spec("dataVolumeClaimSpec")),
                        "pgAdmin needs a volume: a mode of access and a size",
                        "write accessModes and resources.requests.storage"),
                refused(
                                "pgadmin-server-group",
                                o -> o.spec("serverGroups").items().stream()
                                        .filter(group ->
                                                group.at("postgresClusterName").is()
                                                        == group.at("postgresClusterSelector")
                                                                .is())
                                        .toList(),
                                "a group names one cluster or selects some, not both",
                                "write postgresClusterName or postgresClusterSelector")
                        .since("5.6"),
                info(
                        "pgadmin-all-clusters",
                        o -> o.spec("serverGroups").items().stream()
                                .map(group -> group.at("postgresClusterSelector"))
                                .filter(selector -> selector.node().isObject()
                                        && selector.node().isEmpty())
                                .toList(),
                        "an empty selector selects every cluster of the namespace",
                        "nothing, if that is meant"),
                refused(
                        "pgadmin-user",
                        o -> o.spec("users").items().stream()
                                .filter(user -> user.at("username").isNone()
                                        || user.at("passwordRef").isNone())
                                .toList(),
                        "a user needs a name and a password",
                        "write username and passwordRef"),
                warning(
                        "pgadmin-nobody",
                        o -> when(
                                o.spec("users").items().isEmpty()
                                        && o.spec("config", "oauthConfigurations")
                                                .isNone()
                                        && o.spec("config", "ldapBindPassword").isNone()
                                        && o.spec("config", "settings").isNone()
                                        && o.release().isAtLeast(5, 6),
                                o.spec("users")),
                        "no user is made: nobody can log in",
                        "name users, or how they are known, in config"),
                info(
                                "pgadmin-no-service",
                                o -> when(o.spec("serviceName").isNone(), o.spec("serviceName")),
                                "no service is made: pgAdmin is reached through its pod only",
                                "name a service in serviceName")
                        .since("5.6"),
                refused(
                                "pgadmin-oauth-count",
                                o -> when(
                                        o.spec("config", "oauthConfigurations")
                                                        .node()
                                                        .isArray()
                                                && (o.spec("config", "oauthConfigurations")
                                                                .items()
                                                                .isEmpty()
                                                        || o.spec("config", "oauthConfigurations")
                                                                        .items()
                                                                        .size()
                                                                > OAUTH_MAX),
                                        o.spec("config", "oauthConfigurations")),
                                "1 to 10 are taken",
                                "leave the field out where there is none")
                        .since("5.8.5"));
    }
}
