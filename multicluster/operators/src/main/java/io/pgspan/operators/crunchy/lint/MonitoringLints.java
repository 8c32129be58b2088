package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.List;
import java.util.Set;

/** The exporter, and the collector that takes its place. */
final class MonitoringLints {
    private static final Set<String> RESERVED = Set.of("K8S_POD_NAMESPACE", "K8S_POD_NAME", "PGPASSWORD");
    private static final int EXPORTER_MAJOR_MAX = 17;
    private static final int QUERIES_NAME_MAX = 20;

    private MonitoringLints() {}

    static List<CrunchyTrap> exporter() {
        return only(
                o -> exporter(o).is(),
                warning(
                        "exporter-version",
                        o -> when(
                                exporter(o).is() && o.spec("postgresVersion").isAbove(EXPORTER_MAJOR_MAX), exporter(o)),
                        "the exporter knows PostgreSQL up to 17: it is left out, and only an event says so",
                        "write instrumentation and open the operator's gate OpenTelemetryMetrics"),
                warning(
                        "exporter-queries",
                        o -> when(
                                !exporter(o).at("configuration").items().isEmpty(),
                                exporter(o).at("configuration")),
                        "these queries replace the exporter's own, so that the usual metrics, dashboards and alerts are gone",
                        "put the usual queries into the files too, or open the operator's gate AppendCustomQueries"),
                info(
                        "exporter-replaced",
                        o -> when(exporter(o).is() && o.spec("instrumentation").is(), exporter(o)),
                        "where the operator's gate OpenTelemetryMetrics is open the collector takes the exporter's place",
                        "keep one of the two"));
    }

    static List<CrunchyTrap> collector() {
        return only(
                o -> o.spec("instrumentation").is(),
                refused(
                                "batches-off",
                                o -> when(
                                        batches(o).at("minRecords").word().equals("0")
                                                != isZero(batches(o).at("maxDelay")),
                                        batches(o)),
                                "batching is off only when both the number and the delay are 0",
                                "write minRecords: 0 and maxDelay: \"0\", or neither")
                        .since("5.8"),
                refused(
                                "batches-order",
                                o -> when(
                                        batches(o).at("maxRecords").is()
                                                && batches(o).at("minRecords").number(8192)
                                                        > batches(o)
                                                                .at("maxRecords")
                                                                .number(Integer.MAX_VALUE),
                                        batches(o).at("maxRecords")),
                                "a batch has at least minRecords, which are 8192 when nothing is said",
                                "write less in minRecords, or more here")
                        .since("5.8"),
                refused(
                                "collector-environment",
                                o -> o.spec("instrumentation", "config", "environmentVariables").items().stream()
                                        .map(variable -> variable.at("name"))
                                        .filter(name -> RESERVED.contains(name.text()))
                                        .toList(),
                                "the operator sets this variable",
                                "use another name")
                        .since("5.8.5"),
                refused(
                                "collector-query-name",
                                o -> o.spec("instrumentation", "metrics", "customQueries", "add").items().stream()
                                        .map(query -> query.at("name"))
                                        .filter(name -> name.text().length() > QUERIES_NAME_MAX)
                                        .toList(),
                                "the name has at most 20 characters",
                                "use a shorter one")
                        .since("5.8"));
    }

    private static Spot exporter(Sight sight) {
        return sight.spec("monitoring", "pgmonitor", "exporter");
    }

    private static Spot batches(Sight sight) {
        return sight.spec("instrumentation", "logs", "batches");
    }

    private static boolean isZero(Spot duration) {
        String text = duration.word();
        return !text.isEmpty() && text.chars().noneMatch(c -> c >= '1' && c <= '9');
    }
}
