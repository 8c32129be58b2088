package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.List;
import java.util.stream.Stream;

/** Certificates, services and ports. */
final class AccessLints {
    private static final int PORT_MIN = 1024;
    private static final int PATRONI_PORT = 8008;

    private AccessLints() {}

    static List<CrunchyTrap> all() {
        return List.of(
                warning(
                        "tls-pair",
                        o -> Stream.of(o.spec("customTLSSecret"), o.spec("customReplicationTLSSecret"))
                                .filter(secret -> secret.is() && hasOneOnly(o))
                                .toList(),
                        "the other certificate is the operator's own and of another CA: instances don't trust each other",
                        "give both of the same CA, or neither"),
                info(
                        "tls-outside",
                        o -> when(
                                o.spec("customTLSSecret").isNone()
                                        && o.spec("service", "type").is()
                                        && !o.spec("service", "type").is("ClusterIP"),
                                o.spec("service", "type")),
                        "the operator's certificate names the services inside the cluster only: from outside no client can check "
                                + "the name",
                        "write customTLSSecret with the outer name, or let clients use verify-ca"),
                refused(
                                "service-type-required",
                                o -> o.services().stream()
                                        .map(service -> service.at("type"))
                                        .filter(Spot::isNone)
                                        .toList(),
                                "before operator 5.2 a service must say its type",
                                "write ClusterIP")
                        .before("5.2"),
                refused(
                                "service-node-port",
                                o -> o.services().stream()
                                        .filter(service -> service.at("nodePort")
                                                        .is()
                                                && (service.at("type").isNone()
                                                        || service.at("type").is("ClusterIP")))
                                        .map(service -> service.at("nodePort"))
                                        .toList(),
                                "a service of type ClusterIP has no port on the nodes: the operator stops at it, and only an "
                                        + "event says so",
                                "write type: NodePort, or remove it")
                        .since("5.2"),
                refused(
                        "port-min",
                        o -> Stream.of(
                                        o.spec("port"),
                                        o.spec("patroni", "port"),
                                        o.pooler("port"),
                                        o.spec("standby", "port"))
                                .filter(port -> port.isBelow(PORT_MIN))
                                .toList(),
                        "the processes run without rights: ports begin at 1024",
                        "write 1024 or more"),
                warning(
                        "port-taken",
                        o -> when(
                                o.spec("port").is()
                                        && o.spec("port").number(0)
                                                == o.spec("patroni", "port").number(PATRONI_PORT),
                                o.spec("port")),
                        "PostgreSQL and Patroni run in one pod and can't listen on the same port",
                        "write another port, or another patroni.port"));
    }

    private static boolean hasOneOnly(Sight sight) {
        return sight.spec("customTLSSecret").is()
                != sight.spec("customReplicationTLSSecret").is();
    }
}
