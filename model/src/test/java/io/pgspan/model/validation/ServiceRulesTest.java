package io.pgspan.model.validation;

import static io.pgspan.model.validation.Mistake.hippo;
import static io.pgspan.model.validation.Mistake.wish;

import io.pgspan.model.PostgresCluster;
import io.pgspan.model.backup.CloneOf;
import io.pgspan.model.backup.LogicalImport;
import io.pgspan.model.monitoring.Exporter;
import io.pgspan.model.monitoring.Monitoring;
import io.pgspan.model.replication.Connection;
import io.pgspan.model.replication.StandbyCluster;
import io.pgspan.model.service.Pooler;
import io.pgspan.model.service.ServiceSettings;
import java.util.stream.Stream;

class ServiceRulesTest extends RuleContract {

    static Stream<Mistake> mistakes() {
        return Stream.of(
                wish(
                        "port.range",
                        "services[0].port",
                        0,
                        w -> w.addService(ServiceSettings.builder()
                                .role(ServiceSettings.Role.PRIMARY)
                                .port(0)
                                .build())),
                wish(
                        "port.range",
                        "services[0].nodePort",
                        65536,
                        w -> w.addService(ServiceSettings.builder()
                                .role(ServiceSettings.Role.PRIMARY)
                                .nodePort(65536)
                                .build())),
                wish(
                        "port.range",
                        "poolers[0].port",
                        -1,
                        w -> w.addPooler(Pooler.builder().name("p").port(-1).build())),
                wish(
                        "port.range",
                        "poolers[0].service.port",
                        0,
                        w -> w.addPooler(Pooler.builder()
                                .name("p")
                                .service(ServiceSettings.builder()
                                        .role(ServiceSettings.Role.POOLER)
                                        .port(0)
                                        .build())
                                .build())),
                wish(
                        "port.range",
                        "monitoring.exporter.port",
                        0,
                        w -> w.monitoring(Monitoring.builder()
                                .exporter(Exporter.builder().port(0).build())
                                .build())),
                wish(
                        "port.range",
                        "standby.stream.port",
                        0,
                        w -> w.standby(StandbyCluster.builder().stream(
                                        Connection.builder().host("x").port(0).build())
                                .build())),
                wish(
                        "port.range",
                        "dataSource.connection.port",
                        0,
                        w -> w.dataSource(CloneOf.builder()
                                .connection(
                                        Connection.builder().host("x").port(0).build())
                                .build())),
                wish(
                        "port.range",
                        "dataSource.source.port",
                        0,
                        w -> w.dataSource(LogicalImport.builder()
                                .source(Connection.builder().host("x").port(0).build())
                                .addDatabase("a")
                                .build())),
                wish(
                        "pooler.instances",
                        "poolers[0].instances",
                        -1,
                        w -> w.addPooler(
                                Pooler.builder().name("p").instances(-1).build())));
    }

    static Stream<PostgresCluster> right() {
        return Stream.of(hippo().addService(ServiceSettings.builder()
                        .role(ServiceSettings.Role.PRIMARY)
                        .port(1)
                        .nodePort(65535)
                        .build())
                .addPooler(Pooler.builder().name("p").instances(0).build())
                .build());
    }
}
