package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;

/** How a {@code Cluster} gets its first data, restores aside. */
final class BootstrapLints {
    private static final String BOOTSTRAP = "spec.bootstrap";
    private static final String INITDB = "spec.bootstrap.initdb";
    private static final String IMPORT = "spec.bootstrap.initdb.import";
    private static final List<String> METHODS = List.of("initdb", "recovery", "pg_basebackup");
    private static final int SEGMENT_MEGABYTES_MAX = 1024;

    private BootstrapLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                refused(
                        "bootstrap-several",
                        BOOTSTRAP,
                        o -> METHODS.stream()
                                        .filter(method -> ClusterSpec.has(o, "bootstrap", method))
                                        .count()
                                > 1,
                        "a cluster is made in one way only",
                        "keep one of initdb, recovery, pg_basebackup"),
                refused(
                        "application-database",
                        BOOTSTRAP,
                        Places.among(
                                METHODS.stream().map(m -> BOOTSTRAP + "." + m).toList(),
                                b -> Look.text(b, "database").isEmpty()
                                        != Look.text(b, "owner").isEmpty()),
                        "the database and its owner are named together or not at all",
                        "write both, or none: then both are called app"),
                warning(
                        "owner-postgres",
                        BOOTSTRAP,
                        Places.among(
                                METHODS.stream()
                                        .map(m -> BOOTSTRAP + "." + m + ".owner")
                                        .toList(),
                                owner -> owner.asText("").equals("postgres")),
                        "the application's secret then belongs to the superuser, whose password the operator also "
                                + "takes away or "
                                + "overwrites: which of the two wins changes from one pass to the next",
                        "name a role of the application's own"),
                refused(
                        "locale-provider",
                        INITDB,
                        Places.among(List.of(INITDB), DatabaseLints::isWrongProvider),
                        "icuLocale and icuRules need the provider icu, builtinLocale the provider builtin",
                        "write localeProvider accordingly"),
                refused(
                        "wal-segment-size",
                        INITDB + ".walSegmentSize",
                        o -> ClusterSpec.has(o, "bootstrap", "initdb", "walSegmentSize")
                                && !isSegmentSize(ClusterSpec.at(o, "bootstrap", "initdb", "walSegmentSize")
                                        .asInt(0)),
                        "a segment has a power of two of megabytes, at most 1024",
                        "write for example 16, 64 or 256"),
                warning(
                        "initdb-options",
                        INITDB + ".options",
                        o -> ClusterSpec.at(o, "bootstrap", "initdb", "options").size() > 0,
                        "raw options of initdb are deprecated",
                        "use the fields: encoding, locale, dataChecksums, walSegmentSize and the others"),
                refused(
                        "import-single",
                        IMPORT,
                        Places.among(List.of(IMPORT), BootstrapLints::isWrongSingle),
                        "an import of type microservice takes exactly one database, named without a star, and no roles",
                        "name one database, or use the type monolith"),
                refused(
                        "import-whole",
                        IMPORT,
                        Places.among(List.of(IMPORT), BootstrapLints::isWrongWhole),
                        "an import of type monolith takes databases and roles by name, or a star alone, and runs no "
                                + "SQL afterwards",
                        "write names or one star; remove postImportApplicationSQL"),
                info(
                        "import-is-one-moment",
                        IMPORT,
                        o -> ClusterSpec.has(o, "bootstrap", "initdb", "import"),
                        "what is written to the source meanwhile is not taken; the dump needs room on the new data "
                                + "volume",
                        "stop writes first, or catch up by a Publication and a Subscription"));
    }

    private static boolean isSegmentSize(int megabytes) {
        return megabytes >= 1 && megabytes <= SEGMENT_MEGABYTES_MAX && Integer.bitCount(megabytes) == 1;
    }

    private static boolean isWrongSingle(JsonNode imported) {
        JsonNode databases = imported.path("databases");
        return Look.is(imported, "microservice", "type")
                && (databases.size() != 1
                        || databases.path(0).asText("").indexOf('*') >= 0
                        || imported.path("roles").size() > 0);
    }

    private static boolean isWrongWhole(JsonNode imported) {
        return Look.is(imported, "monolith", "type")
                && (imported.path("databases").isEmpty()
                        || isStarAmongOthers(imported.path("databases"))
                        || isStarAmongOthers(imported.path("roles"))
                        || imported.path("postImportApplicationSQL").size() > 0);
    }

    private static boolean isStarAmongOthers(JsonNode names) {
        return names.size() > 1 && Json.holds(names, "*");
    }
}
