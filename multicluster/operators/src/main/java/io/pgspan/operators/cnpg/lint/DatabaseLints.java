package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.infoBeside;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warningBeside;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;
import java.util.Set;

/** A {@code Database}. */
final class DatabaseLints {
    private static final Set<String> RESERVED = Set.of("postgres", "template0", "template1");

    private DatabaseLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                refused(
                        "database-reserved",
                        "spec.name",
                        o -> isReserved(Look.text(o, "spec", "name")),
                        "the database is the server's own",
                        "use another name"),
                refused(
                        "database-locale-provider",
                        "spec.localeProvider",
                        o -> isWrongProvider(o.path("spec")),
                        "icuLocale and icuRules need the provider icu, builtinLocale the provider builtin",
                        "write localeProvider accordingly"),
                refused(
                        "database-extension-twice",
                        "spec.extensions",
                        Places.twice("spec.extensions", "name"),
                        "the extension is named twice",
                        "keep one of them"),
                refused(
                        "database-schema-twice",
                        "spec.schemas",
                        Places.twice("spec.schemas", "name"),
                        "the schema is named twice",
                        "keep one of them"),
                refused(
                        "database-wrapper-twice",
                        "spec.fdws",
                        Places.twice("spec.fdws", "name"),
                        "the foreign data wrapper is named twice",
                        "keep one of them"),
                refused(
                        "database-server-twice",
                        "spec.servers",
                        Places.twice("spec.servers", "name"),
                        "the foreign server is named twice",
                        "keep one of them"),
                warning(
                        "database-server-wrapper",
                        "spec.servers",
                        (o, around) -> Places.items(
                                        "spec.servers",
                                        "fdw",
                                        s -> !Look.anyItem(
                                                Look.at(o, "spec", "fdws"), "name", Set.of(Look.text(s, "fdw"))))
                                .of(o, around),
                        "its foreign data wrapper is not among fdws: the server can't be made",
                        "add the wrapper to fdws"),
                warning(
                        "database-dropped-with-object",
                        "spec.databaseReclaimPolicy",
                        o -> Look.is(o, "delete", "spec", "databaseReclaimPolicy"),
                        "whoever deletes this object drops the database with its data",
                        "write retain"),
                warning(
                        "database-dropped",
                        "spec.ensure",
                        o -> Look.is(o, "absent", "spec", "ensure"),
                        "the database is dropped with its data",
                        "write present to keep it"),
                warningBeside(
                        "database-twice",
                        "spec.name",
                        (o, around) -> around.isRepeated(o, "Database", CnpgTrap.NAME),
                        "an object before this one describes the same database: this one is marked as failed",
                        "keep one of them"),
                warningBeside(
                        "database-on-replica",
                        "spec.cluster.name",
                        (o, around) -> around.cluster(o).isObject() && ClusterSpec.isReplica(around.cluster(o)),
                        "the cluster follows another one: nothing is created here",
                        "name the cluster that leads"),
                infoBeside(
                        "database-owner",
                        "spec.owner",
                        DatabaseLints::isOwnerUnknown,
                        "nothing among these manifests makes this role: the database waits for it",
                        "add it to managed.roles, or make sure that it exists"));
    }

    static boolean isReserved(String database) {
        return RESERVED.contains(database);
    }

    /** Whether locales are named that another provider knows. */
    static boolean isWrongProvider(JsonNode at) {
        String provider = Look.text(at, "localeProvider");
        boolean icu = Look.has(at, "icuLocale") || Look.has(at, "icuRules");
        return (icu && !provider.equals("icu")) || (Look.has(at, "builtinLocale") && !provider.equals("builtin"));
    }

    private static boolean isOwnerUnknown(JsonNode database, Surroundings around) {
        JsonNode cluster = around.cluster(database);
        String owner = Look.text(database, "spec", "owner");
        if (!cluster.isObject() || owner.isEmpty() || owner.equals("postgres")) {
            return false;
        }
        for (String method : List.of("initdb", "recovery", "pg_basebackup")) {
            String own = Look.text(cluster, "spec", "bootstrap", method, "owner");
            if (own.equals(owner)) {
                return false;
            }
        }
        return !owner.equals("app")
                && !ClusterSpec.has(cluster, "bootstrap", "pg_basebackup")
                && !ClusterSpec.has(cluster, "bootstrap", "recovery")
                && !Look.anyItem(ClusterSpec.at(cluster, "managed", "roles"), "name", Set.of(owner))
                && around.satellites("DatabaseRole", cluster).stream()
                        .noneMatch(role -> Look.is(role, owner, "spec", "name"));
    }
}
