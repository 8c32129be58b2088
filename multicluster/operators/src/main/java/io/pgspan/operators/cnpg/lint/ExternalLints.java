package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.pgspan.operators.lint.Look;
import java.io.IOException;
import java.util.Base64;
import java.util.List;

/** Other clusters that a {@code Cluster} names, and whether it follows one of them. */
final class ExternalLints {
    private static final String LIST = "spec.externalClusters";
    private static final String REPLICA = "spec.replica";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int TOKEN_LENGTH_MAX = 10_000;

    private ExternalLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                refused(
                        "external-twice",
                        LIST,
                        Places.twice(LIST, "name"),
                        "two external clusters have this name",
                        "name them differently"),
                refused(
                        "external-name",
                        LIST,
                        Places.items(
                                LIST,
                                "name",
                                e -> Look.text(e, "name").indexOf('/') >= 0
                                        || Look.text(e, "name").indexOf('\\') >= 0),
                        "a directory is named after it",
                        "use a name without slashes"),
                refused(
                        "external-empty",
                        LIST,
                        Places.items(
                                LIST,
                                "",
                                e -> !Look.has(e, "connectionParameters")
                                        && !Look.has(e, "barmanObjectStore")
                                        && !Look.has(e, "plugin")),
                        "nothing says how it is reached",
                        "write connectionParameters, barmanObjectStore or plugin"),
                refused(
                        "source-missing",
                        LIST,
                        (o, around) -> Places.among(
                                        List.of(
                                                "spec.bootstrap.recovery.source",
                                                "spec.bootstrap.pg_basebackup.source",
                                                "spec.bootstrap.initdb.import.source.externalCluster",
                                                "spec.replica.source",
                                                "spec.replica.self",
                                                "spec.replica.primary"),
                                        source -> !source.asText("").isEmpty()
                                                && find(o, source.asText("")).isMissingNode())
                                .of(o, around),
                        "there is no external cluster of this name",
                        "add it to externalClusters"),
                refused(
                        "recovery-source-without-store",
                        "spec.bootstrap.recovery.source",
                        o -> isThereWithout(
                                o, ClusterSpec.at(o, "bootstrap", "recovery", "source"), "barmanObjectStore", "plugin"),
                        "a backup can't be restored over a connection",
                        "give the external cluster barmanObjectStore or plugin, or clone with pg_basebackup"),
                warning(
                        "clone-source-without-connection",
                        "spec.bootstrap.pg_basebackup.source",
                        o -> isThereWithout(
                                o,
                                ClusterSpec.at(o, "bootstrap", "pg_basebackup", "source"),
                                "connectionParameters",
                                "connectionParameters"),
                        "a clone is streamed, and nothing says where to connect",
                        "give the external cluster connectionParameters"),
                refused(
                        "replica-two-ways",
                        REPLICA + ".enabled",
                        o -> ClusterSpec.has(o, "replica", "enabled")
                                && !Look.text(o, "spec", "replica", "primary").isEmpty(),
                        "whether it follows is said by enabled, or by primary, not by both",
                        "remove enabled"),
                refused(
                        "replica-bootstrap",
                        REPLICA,
                        o -> ClusterSpec.isReplica(o)
                                && !ClusterSpec.has(o, "bootstrap", "recovery")
                                && !ClusterSpec.has(o, "bootstrap", "pg_basebackup"),
                        "a cluster that follows another one must be made from it",
                        "write bootstrap.recovery or bootstrap.pg_basebackup"),
                info(
                        "replica-by-hand",
                        REPLICA,
                        ClusterSpec::isReplica,
                        "nothing promotes it when the other Kubernetes cluster is lost, and nothing moves clients to "
                                + "it",
                        "plan who promotes it and how clients find it"),
                refused(
                        "promotion-token",
                        REPLICA + ".promotionToken",
                        o -> !token(o).isEmpty() && !isToken(token(o)),
                        "it is no token of a demotion",
                        "copy status.demotionToken of the former primary"),
                refused(
                        "promotion-token-side",
                        REPLICA + ".promotionToken",
                        o -> !token(o).isEmpty()
                                && (ClusterSpec.isReplica(o) || ClusterSpec.has(o, "replica", "minApplyDelay")),
                        "only the cluster that becomes the primary takes it, and not together with minApplyDelay",
                        "write it together with replica.primary, this cluster's name"),
                info(
                        "promotion-token-left",
                        REPLICA + ".promotionToken",
                        o -> isToken(token(o)) && !ClusterSpec.isReplica(o),
                        "left here after the switch it is in the way of the next one",
                        "remove it once the cluster leads"),
                warning(
                        "apply-delay-ignored",
                        REPLICA + ".minApplyDelay",
                        o -> ClusterSpec.has(o, "replica", "minApplyDelay") && !ClusterSpec.isReplica(o),
                        "only a cluster that follows another one delays anything",
                        "remove it, or make this cluster a replica"));
    }

    /** The external cluster of a name; a missing node when there is none. */
    static JsonNode find(JsonNode cluster, String name) {
        for (JsonNode external : ClusterSpec.at(cluster, "externalClusters")) {
            if (Look.is(external, name, "name")) {
                return external;
            }
        }
        return MissingNode.getInstance();
    }

    private static boolean isThereWithout(JsonNode cluster, JsonNode source, String way, String otherWay) {
        JsonNode external = find(cluster, source.asText(""));
        return external.isObject() && !Look.has(external, way) && !Look.has(external, otherWay);
    }

    private static String token(JsonNode cluster) {
        return Look.text(cluster, "spec", "replica", "promotionToken");
    }

    /** A JSON object in base64 that says where the former primary stopped. */
    private static boolean isToken(String token) {
        if (token.isEmpty() || token.length() > TOKEN_LENGTH_MAX) {
            return false;
        }
        try {
            JsonNode content = JSON.readTree(Base64.getDecoder().decode(token));
            return content.has("databaseSystemIdentifier") && content.has("latestCheckpointREDOLocation");
        } catch (IllegalArgumentException | IOException e) {
            return false;
        }
    }
}
