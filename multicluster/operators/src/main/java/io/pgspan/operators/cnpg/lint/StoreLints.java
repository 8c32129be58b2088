package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;

/** An {@code ObjectStore} of the plugin. */
final class StoreLints {
    private static final String CONFIGURATION = "spec.configuration";

    private StoreLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                refused(
                        "object-store-server-name",
                        CONFIGURATION + ".serverName",
                        o -> Look.has(o, "spec", "configuration", "serverName"),
                        "several clusters share the store: the name stands with each of them",
                        "write it as a parameter of the plugin in the Cluster"),
                warning(
                        "object-store-credentials",
                        CONFIGURATION,
                        Places.among(List.of(CONFIGURATION), StoreCredentials::isWrong),
                        StoreCredentials.HAPPENS,
                        StoreCredentials.INSTEAD),
                refused(
                        "object-store-retention",
                        "spec.retentionPolicy",
                        o -> BackupLints.isWrongRetention(o.path("spec")),
                        "it is no number of days, weeks or months",
                        "write for example 30d, 4w or 3m"),
                info(
                        "object-store-keeps-all",
                        "spec.retentionPolicy",
                        o -> !Look.has(o, "spec", "retentionPolicy"),
                        "backups and the log are never deleted",
                        "write retentionPolicy, for example 30d"),
                refused(
                        "object-store-log-level",
                        "spec.instanceSidecarConfiguration.additionalContainerArgs",
                        o -> hasLogLevel(Look.at(o, "spec", "instanceSidecarConfiguration", "additionalContainerArgs")),
                        "the level has a field of its own",
                        "write instanceSidecarConfiguration.logLevel"));
    }

    private static boolean hasLogLevel(JsonNode arguments) {
        for (JsonNode argument : arguments) {
            if (argument.asText("").startsWith("--log-level")) {
                return true;
            }
        }
        return false;
    }
}
