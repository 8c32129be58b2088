package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warningBeside;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;

/** {@code Publication} and {@code Subscription}. */
final class LogicalLints {
    private static final String OBJECTS = "spec.target.objects";

    private LogicalLints() {}

    static List<CnpgTrap> publication() {
        return List.of(
                refused(
                        "publication-target",
                        "spec.target",
                        o -> Look.has(o, "spec", "target", "allTables") == Look.has(o, "spec", "target", "objects"),
                        "either all tables are published or those that are listed",
                        "keep one of allTables and objects"),
                refused(
                        "publication-object",
                        OBJECTS,
                        Places.items(OBJECTS, "", p -> Look.has(p, "tablesInSchema") == Look.has(p, "table")),
                        "each entry is a schema or a table",
                        "keep one of tablesInSchema and table"),
                refused(
                        "publication-columns",
                        OBJECTS,
                        o -> hasColumns(Look.at(o, "spec", "target", "objects"))
                                && hasSchemas(Look.at(o, "spec", "target", "objects")),
                        "a list of columns can't stand beside the tables of a schema",
                        "list tables only, or drop columns"),
                warningBeside(
                        "publication-twice",
                        "spec.name",
                        (o, around) -> around.isRepeated(o, "Publication", "dbname", CnpgTrap.NAME),
                        "an object before this one describes the same thing: this one is marked as failed",
                        "keep one of them"),
                warning(
                        "publication-dropped-with-object",
                        "spec.publicationReclaimPolicy",
                        o -> Look.is(o, "delete", "spec", "publicationReclaimPolicy"),
                        "whoever deletes this object drops the publication: subscribers stop",
                        "write retain"),
                warningBeside(
                        "publication-wal-level",
                        "spec.cluster.name",
                        (o, around) -> {
                            String level =
                                    Look.text(around.cluster(o), "spec", "postgresql", "parameters", "wal_level");
                            return !level.isEmpty() && !level.equals("logical");
                        },
                        "the cluster's wal_level is not logical: nothing can be published",
                        "leave wal_level out: it is logical"),
                warningBeside(
                        "publication-on-replica",
                        "spec.cluster.name",
                        LogicalLints::isOnReplica,
                        "the cluster follows another one: nothing is created here",
                        "name the cluster that leads"));
    }

    static List<CnpgTrap> subscription() {
        return List.of(
                warningBeside(
                        "subscription-source",
                        "spec.externalClusterName",
                        (o, around) -> {
                            JsonNode cluster = around.cluster(o);
                            return cluster.isObject()
                                    && ExternalLints.find(cluster, Look.text(o, "spec", "externalClusterName"))
                                            .path("connectionParameters")
                                            .isMissingNode();
                        },
                        "the cluster has no external cluster of this name that can be connected to",
                        "add it to externalClusters with connectionParameters"),
                warningBeside(
                        "subscription-twice",
                        "spec.name",
                        (o, around) -> around.isRepeated(o, "Subscription", "dbname", CnpgTrap.NAME),
                        "an object before this one describes the same thing: this one is marked as failed",
                        "keep one of them"),
                warning(
                        "subscription-dropped-with-object",
                        "spec.subscriptionReclaimPolicy",
                        o -> Look.is(o, "delete", "spec", "subscriptionReclaimPolicy"),
                        "whoever deletes this object drops the subscription, with the publisher's slot",
                        "write retain"),
                warningBeside(
                        "subscription-on-replica",
                        "spec.cluster.name",
                        LogicalLints::isOnReplica,
                        "the cluster follows another one: nothing is created here",
                        "name the cluster that leads"));
    }

    private static boolean isOnReplica(JsonNode object, Surroundings around) {
        return around.cluster(object).isObject() && ClusterSpec.isReplica(around.cluster(object));
    }

    private static boolean hasColumns(JsonNode objects) {
        for (JsonNode object : objects) {
            if (Look.has(object, "table", "columns")) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasSchemas(JsonNode objects) {
        for (JsonNode object : objects) {
            if (Look.has(object, "tablesInSchema")) {
                return true;
            }
        }
        return false;
    }
}
