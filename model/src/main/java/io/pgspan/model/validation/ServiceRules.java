package io.pgspan.model.validation;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.LogicalImport;
import java.util.List;
import java.util.OptionalInt;

/** Services, poolers and ports. */
final class ServiceRules {
    private static final int PORT_MAX = 65_535;

    private ServiceRules() {}

    static List<Rule<PostgresCluster>> all() {
        return List.of(
                Findings.rule("port.range", ServiceRules::ports),
                Findings.rule("pooler.instances", ServiceRules::instances));
    }

    private static void ports(PostgresCluster cluster, Findings found) {
        Parts.each(cluster.services(), "services").forEach((path, service) -> {
            port(found, path + ".port", service.port());
            port(found, path + ".nodePort", service.nodePort());
        });
        Parts.each(cluster.poolers(), "poolers").forEach((path, pooler) -> {
            port(found, path + ".port", pooler.port());
            pooler.service().ifPresent(service -> {
                port(found, path + ".service.port", service.port());
                port(found, path + ".service.nodePort", service.nodePort());
            });
        });
        cluster.monitoring()
                .flatMap(monitoring -> monitoring.exporter())
                .ifPresent(exporter -> port(found, "monitoring.exporter.port", exporter.port()));
        cluster.standby()
                .flatMap(standby -> standby.stream())
                .ifPresent(stream -> port(found, "standby.stream.port", OptionalInt.of(stream.port())));
        cluster.dataSource().ifPresent(source -> {
            if (source instanceof CloneOf clone) {
                clone.connection()
                        .ifPresent(from -> port(found, "dataSource.connection.port", OptionalInt.of(from.port())));
            } else if (source instanceof LogicalImport imported) {
                port(
                        found,
                        "dataSource.source.port",
                        OptionalInt.of(imported.source().port()));
            }
        });
    }

    private static void port(Findings found, String path, OptionalInt port) {
        port.ifPresent(number -> found.addIf(
                number < 1 || number > PORT_MAX, path, number, "there is no such port", "use 1 to " + PORT_MAX));
    }

    private static void instances(PostgresCluster cluster, Findings found) {
        Parts.each(cluster.poolers(), "poolers")
                .forEach((path, pooler) -> found.addIf(
                        pooler.instances() < 0,
                        path + ".instances",
                        pooler.instances(),
                        "there are no fewer instances than none",
                        "use 1 or more, or 0 to stop the pooler"));
    }
}
