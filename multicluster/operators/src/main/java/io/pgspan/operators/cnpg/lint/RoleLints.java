package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warningBeside;

import io.pgspan.operators.lint.Look;
import java.util.List;
import java.util.Set;

/** A {@code DatabaseRole}. */
final class RoleLints {
    private RoleLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                refused(
                        "database-role-reserved",
                        "spec.name",
                        o -> AccessLints.isReserved(Look.text(o, "spec", "name")),
                        "the role is the operator's or the server's own",
                        "use another name: postgres, streaming_replica and those that begin with cnpg_ or pg_ are "
                                + "taken"),
                refused(
                        "database-role-absent",
                        "spec.ensure",
                        o -> Look.is(o, "absent", "spec", "ensure"),
                        "a role is dropped by deleting its object",
                        "write databaseRoleReclaimPolicy: delete and delete the object"),
                refused(
                        "database-role-password",
                        "spec.disablePassword",
                        o -> Look.isTrue(o, "spec", "disablePassword") && Look.has(o, "spec", "passwordSecret"),
                        "a password is named and taken away at once",
                        "keep one of passwordSecret and disablePassword"),
                refused(
                        "database-role-certificate",
                        "spec.clientCertificate",
                        o -> Look.has(o, "spec", "clientCertificate")
                                && Look.at(o, "spec", "clientCertificate", "enabled")
                                        .asBoolean(true)
                                && !Look.isTrue(o, "spec", "login"),
                        "a certificate is of use to roles that may log in only",
                        "write login: true"),
                warningBeside(
                        "database-role-twice",
                        "spec.name",
                        (o, around) -> around.isRepeated(o, "DatabaseRole", CnpgTrap.NAME),
                        "an object before this one describes the same thing: this one is marked as failed",
                        "keep one of them"),
                warning(
                        "database-role-dropped-with-object",
                        "spec.databaseRoleReclaimPolicy",
                        o -> Look.is(o, "delete", "spec", "databaseRoleReclaimPolicy"),
                        "whoever deletes this object drops the role",
                        "write retain"),
                warningBeside(
                        "database-role-in-both",
                        "spec.name",
                        (o, around) -> Look.anyItem(
                                ClusterSpec.at(around.cluster(o), "managed", "roles"),
                                "name",
                                Set.of(Look.text(o, "spec", "name"))),
                        "the cluster's managed.roles describe this role too and win: this object is without effect",
                        "keep one of them"),
                warningBeside(
                        "database-role-secret-username",
                        "spec.passwordSecret",
                        (o, around) -> {
                            String user =
                                    Secrets.username(around.secret(o, Look.text(o, "spec", "passwordSecret", "name")));
                            return !user.isEmpty() && !Look.is(o, user, "spec", "name");
                        },
                        "the secret's username is not the role's name: the role is left as it is",
                        "write the role's name as username"));
    }
}
