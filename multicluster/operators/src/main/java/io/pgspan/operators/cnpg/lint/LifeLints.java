package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Annotations that steer the operator, and metrics. */
final class LifeLints {
    private static final Pattern ZERO = Pattern.compile("0+(h|m|s|ms)?");

    private LifeLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                warning(
                        "validation-off",
                        "metadata.annotations",
                        annotation("cnpg.io/validation", "disabled"::equals),
                        "nothing wrong is refused any more; what the operator can't work with it then leaves as it is",
                        "remove the annotation once it has served"),
                warning(
                        "validation-unknown",
                        "metadata.annotations",
                        annotation(
                                "cnpg.io/validation",
                                value -> !Set.of("", "enabled", "disabled").contains(value)),
                        "validation stays on: the value is not known",
                        "write enabled or disabled"),
                warning(
                        "reconciliation-off",
                        "metadata.annotations",
                        annotation("cnpg.io/reconciliationLoop", "disabled"::equals),
                        "the operator leaves the cluster alone: no failover, no repair, no change is carried out",
                        "remove the annotation once it has served"),
                warning(
                        "fenced",
                        "metadata.annotations",
                        annotation("cnpg.io/fencedInstances", value -> !value.isEmpty() && !value.equals("[]")),
                        "PostgreSQL is stopped in these instances, and while the primary is among them nobody takes "
                                + "over",
                        "remove the annotation once it has served"),
                refused(
                        "hibernation-value",
                        "metadata.annotations",
                        annotation(
                                "cnpg.io/hibernation",
                                value -> !Set.of("on", "off").contains(value)),
                        "it is neither on nor off",
                        "write \"on\" or \"off\", in quotes"),
                info(
                        "hibernated",
                        "metadata.annotations",
                        annotation("cnpg.io/hibernation", "on"::equals),
                        "pods are removed and volumes kept; backups of such a cluster fail",
                        "suspend its ScheduledBackups meanwhile"),
                warning(
                        "archive-check-skipped",
                        "metadata.annotations",
                        annotation("cnpg.io/skipEmptyWalArchiveCheck", "enabled"::equals),
                        "a new cluster may write its log into the archive of another one, and spoil both",
                        "remove the annotation; give the cluster a serverName of its own"),
                info(
                        "pod-patch",
                        "metadata.annotations",
                        annotation("cnpg.io/podPatch", value -> !value.isEmpty()),
                        "pods differ from what the fields of the cluster say",
                        "use fields where there are any"),
                warning(
                        "pod-monitor",
                        "spec.monitoring.enablePodMonitor",
                        o -> Look.isTrue(o, "spec", "monitoring", "enablePodMonitor"),
                        "the operator will stop making PodMonitors",
                        "make a PodMonitor of your own"),
                warning(
                        "metrics-not-cached",
                        "spec.monitoring.metricsQueriesTTL",
                        o -> ZERO.matcher(Look.text(o, "spec", "monitoring", "metricsQueriesTTL"))
                                .matches(),
                        "every scrape runs every query on the database",
                        "leave it out: results are kept for 30s"));
    }

    private static Places annotation(String key, Predicate<String> fires) {
        return Places.among(
                List.of("metadata.annotations[\"" + key + "\"]"),
                (JsonNode value) -> Json.isThere(value) && fires.test(value.asText("")));
    }
}
