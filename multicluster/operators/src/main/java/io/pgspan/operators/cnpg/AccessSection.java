package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.access.Access;
import io.pgspan.model.access.Database;
import io.pgspan.model.access.HbaRule;
import io.pgspan.model.access.SecretRef;
import io.pgspan.operators.Severity;
import io.pgspan.operators.cnpg.lint.HbaLines;
import io.pgspan.operators.decode.Cursor;
import java.util.List;
import java.util.Optional;

/** The superuser, roles and {@code pg_hba}; databases are objects of their own. */
final class AccessSection {
    private static final String HBA = "pg_hba";

    private AccessSection() {}

    static Access read(Cursor spec, List<Database> databases, HbaLines lines) {
        spec.origin("access.superuserSecret", "superuserSecret");
        spec.origin("access.superuserAccess", "enableSuperuserAccess");
        Optional<SecretRef> superuser =
                spec.object("superuserSecret").text("name").map(SecretRef::of);
        return Access.builder()
                .superuserSecret(superuser)
                .superuserAccess(spec.bool("enableSuperuserAccess").orElse(false))
                .users(RolesSection.read(spec))
                .databases(databases)
                .hba(hba(spec.object("postgresql"), lines))
                .build();
    }

    /** All lines or none, since their order counts: one that stands for several, or that PostgreSQL does not take, leaves the list as it is. */
    private static List<HbaRule> hba(Cursor postgresql, HbaLines lines) {
        postgresql.origin("access.hba", HBA);
        Optional<List<HbaRule>> rules = lines.rules();
        if (rules.isEmpty()) {
            lines.refusal()
                    .ifPresent(why -> postgresql.lint(
                            "hba-not-understood",
                            Severity.WARNING,
                            HBA,
                            "a line is not understood, and PostgreSQL would refuse the whole file: " + why,
                            "correct it; until then the lines stay as they are"));
            return List.of();
        }
        postgresql.texts(HBA);
        return rules.get();
    }

    static void write(Access access, ObjectNode spec) {
        if (access.isSuperuserAccess()) {
            spec.put("enableSuperuserAccess", true);
        }
        access.superuserSecret()
                .ifPresent(secret -> spec.putObject("superuserSecret").put("name", secret.name()));
        RolesSection.write(access.users(), spec);
        if (!access.hba().isEmpty()) {
            var lines = CnpgWords.object(spec, "postgresql").putArray(HBA);
            access.hba().forEach(rule -> lines.add(rule.line()));
        }
    }
}
