package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.infoBeside;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warningBeside;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Secrets, certificates, roles and services of a {@code Cluster}. */
final class AccessLints {
    private static final String CERTIFICATES = "spec.certificates";
    private static final String ROLES = "spec.managed.roles";
    private static final String SERVICES = "spec.managed.services.additional";
    private static final List<String> SUFFIXES = List.of("-rw", "-ro", "-r", "-any");
    private static final int UNLIMITED = -1;

    private AccessLints() {}

    static List<CnpgTrap> all() {
        return Stream.of(secrets(), certificates(), roles(), services())
                .flatMap(List::stream)
                .toList();
    }

    private static List<CnpgTrap> secrets() {
        return List.of(
                warning(
                        "superuser-secret-ignored",
                        "spec.superuserSecret",
                        o -> ClusterSpec.has(o, "superuserSecret") && !hasSuperuser(o),
                        "it is not read: without enableSuperuserAccess the operator takes the superuser's password "
                                + "away",
                        "write enableSuperuserAccess: true, or remove superuserSecret"),
                info(
                        "superuser-access",
                        "spec.enableSuperuserAccess",
                        AccessLints::hasSuperuser,
                        "the superuser may log in over the network",
                        "give the application a role of its own and switch it off"),
                warningBeside(
                        "secret-username",
                        "spec.bootstrap.initdb.secret",
                        (o, around) -> {
                            String owner = Look.text(o, "spec", "bootstrap", "initdb", "owner");
                            String user = Secrets.username(
                                    around.secret(o, Look.text(o, "spec", "bootstrap", "initdb", "secret", "name")));
                            return !user.isEmpty() && !user.equals(owner.isEmpty() ? "app" : owner);
                        },
                        "the secret's username is not the owner's name: the password is not set",
                        "write the owner's name as username"),
                infoBeside(
                        "secret-not-reloaded",
                        "spec",
                        (o, around) -> Stream.of(
                                        Look.text(o, "spec", "superuserSecret", "name"),
                                        Look.text(o, "spec", "bootstrap", "initdb", "secret", "name"))
                                .anyMatch(name -> Secrets.isUnlabelled(around.secret(o, name))),
                        "a secret without the label cnpg.io/reload is read again only by chance: a new password waits",
                        "label it with cnpg.io/reload: \"true\""),
                refused(
                        "service-account-twice",
                        "spec.serviceAccountName",
                        o -> ClusterSpec.has(o, "serviceAccountName") && ClusterSpec.has(o, "serviceAccountTemplate"),
                        "the account is named and described at once",
                        "keep one of serviceAccountName and serviceAccountTemplate"));
    }

    private static List<CnpgTrap> certificates() {
        return List.of(
                refused(
                        "server-certificate-alone",
                        CERTIFICATES + ".serverCASecret",
                        o -> hasCertificate(o, "serverTLSSecret") && !hasCertificate(o, "serverCASecret"),
                        "clients can't check a certificate whose authority is not given",
                        "name the secret of its authority"),
                refused(
                        "server-certificate-names",
                        CERTIFICATES + ".serverAltDNSNames",
                        o -> hasCertificate(o, "serverTLSSecret")
                                && !ClusterSpec.at(o, "certificates", "serverAltDNSNames")
                                        .isEmpty(),
                        "host names can't be added to a certificate that is brought along",
                        "have them in the certificate, or let the operator make it"),
                refused(
                        "replication-certificate-alone",
                        CERTIFICATES + ".clientCASecret",
                        o -> hasCertificate(o, "replicationTLSSecret") && !hasCertificate(o, "clientCASecret"),
                        "the server can't check a certificate whose authority is not given",
                        "name the secret of its authority"));
    }

    private static List<CnpgTrap> roles() {
        return List.of(
                refused(
                        "role-twice",
                        ROLES,
                        Places.twice(ROLES, "name"),
                        "two roles have this name",
                        "keep one of them"),
                refused(
                        "role-reserved",
                        ROLES,
                        Places.items(ROLES, "name", r -> isReserved(Look.text(r, "name"))),
                        "the role is the operator's or the server's own",
                        "use another name: postgres, streaming_replica and those that begin with cnpg_ or pg_ are "
                                + "taken"),
                refused(
                        "role-password-twice",
                        ROLES,
                        Places.items(
                                ROLES,
                                "disablePassword",
                                r -> Look.isTrue(r, "disablePassword") && Look.has(r, "passwordSecret")),
                        "a password is named and taken away at once",
                        "keep one of passwordSecret and disablePassword"),
                refused(
                        "role-connection-limit",
                        ROLES,
                        Places.items(ROLES, "connectionLimit", r -> Look.number(r, 0, "connectionLimit") < UNLIMITED),
                        "no limit is -1, any other one is 0 or more",
                        "leave it out, or write -1"),
                warning(
                        "role-secret-username",
                        ROLES,
                        (o, around) -> Places.items(ROLES, "passwordSecret", r -> {
                                    String user =
                                            Secrets.username(around.secret(o, Look.text(r, "passwordSecret", "name")));
                                    return !user.isEmpty() && !Look.is(r, user, "name");
                                })
                                .of(o, around),
                        "the secret's username is not the role's name: the role is left as it is",
                        "write the role's name as username"),
                warning(
                        "role-in-both",
                        ROLES,
                        (o, around) -> {
                            Set<String> own = Set.copyOf(around.satellites("DatabaseRole", o).stream()
                                    .map(role -> Look.text(role, "spec", "name"))
                                    .toList());
                            return Places.items(ROLES, "name", r -> own.contains(Look.text(r, "name")))
                                    .of(o, around);
                        },
                        "a DatabaseRole describes this role too: what stands here wins, the other one is without "
                                + "effect",
                        "keep one of them"));
    }

    private static List<CnpgTrap> services() {
        return List.of(
                refused(
                        "service-disabled",
                        "spec.managed.services.disabledDefaultServices",
                        o -> Json.holds(ClusterSpec.at(o, "managed", "services", "disabledDefaultServices"), "rw"),
                        "the service of the primary can't be left out: standbys follow it",
                        "leave out ro and r only"),
                refused(
                        "service-name",
                        SERVICES,
                        (o, around) -> Places.items(SERVICES, "serviceTemplate", s -> isTaken(o, s))
                                .of(o, around),
                        "a further service needs a name, and one that the operator's own services don't have",
                        "write serviceTemplate.metadata.name; <cluster>-rw, -ro, -r and -any are taken"),
                refused(
                        "service-twice",
                        SERVICES,
                        (o, around) -> Places.items(
                                        SERVICES,
                                        "serviceTemplate",
                                        s -> isNamedTwice(ClusterSpec.at(o, "managed", "services", "additional"), s))
                                .of(o, around),
                        "two further services have this name",
                        "name them differently"),
                refused(
                        "service-selector",
                        SERVICES,
                        Places.items(
                                SERVICES,
                                "serviceTemplate",
                                s -> !Look.at(s, "serviceTemplate", "spec", "selector")
                                        .isEmpty()),
                        "which pods it leads to follows from selectorType",
                        "remove the selector"),
                warning(
                        "service-replaced",
                        SERVICES,
                        Places.items(SERVICES, "updateStrategy", s -> Look.is(s, "replace", "updateStrategy")),
                        "each change deletes the service and makes it anew: a load balancer may come back with "
                                + "another address",
                        "write patch"));
    }

    static boolean hasSuperuser(JsonNode cluster) {
        return Look.isTrue(cluster, "spec", "enableSuperuserAccess");
    }

    /** Whether a role may not be managed. */
    static boolean isReserved(String role) {
        return role.equals("postgres")
                || role.equals("streaming_replica")
                || role.startsWith("cnpg_")
                || role.startsWith("pg_");
    }

    /** Whether a service of the operator's own has this name. */
    static boolean isServiceOf(JsonNode cluster, String name) {
        return isServiceOf(ClusterSpec.name(cluster), name);
    }

    static boolean isServiceOf(String cluster, String name) {
        return SUFFIXES.stream().anyMatch(suffix -> name.equals(cluster + suffix));
    }

    private static boolean hasCertificate(JsonNode cluster, String field) {
        return !Look.text(cluster, "spec", "certificates", field).isEmpty();
    }

    private static boolean isTaken(JsonNode cluster, JsonNode service) {
        String name = Look.text(service, "serviceTemplate", "metadata", "name");
        return name.isEmpty() || isServiceOf(cluster, name);
    }

    private static boolean isNamedTwice(JsonNode services, JsonNode service) {
        String name = Look.text(service, "serviceTemplate", "metadata", "name");
        int count = 0;
        for (JsonNode other : services) {
            count += Look.is(other, name, "serviceTemplate", "metadata", "name") ? 1 : 0;
        }
        return !name.isEmpty() && count > 1;
    }
}
