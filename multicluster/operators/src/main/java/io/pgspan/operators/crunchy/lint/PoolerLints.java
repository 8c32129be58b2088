package io.pgspan.operators.crunchy.lint;

import static io.pgspan.operators.crunchy.lint.CrunchyTrap.info;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.only;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.refused;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.warning;
import static io.pgspan.operators.crunchy.lint.CrunchyTrap.when;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** PgBouncer. */
final class PoolerLints {
    private static final Set<String> IN_THE_CLEAR = Set.of("disable", "allow", "prefer");
    private static final Set<String> UNPROVEN = Set.of("disable", "allow", "prefer", "require");
    private static final int OPTIONS_MAX = 50;

    private PoolerLints() {}

    static List<CrunchyTrap> all() {
        return only(
                o -> o.spec("proxy").is(),
                refused(
                        "proxy-empty",
                        o -> when(o.spec("proxy").is() && o.pooler().isNone(), o.pooler()),
                        "PgBouncer is the only proxy there is",
                        "write proxy.pgBouncer: {}"),
                info(
                        "pooler-none",
                        o -> when(o.pooler("replicas").isBelow(1), o.pooler("replicas")),
                        "the pooler's service leads nowhere",
                        "write 1 or more, or remove the proxy"),
                info(
                        "pooler-alone",
                        o -> when(
                                o.pooler().is() && o.pooler("replicas").number(1) == 1 && o.replicas() > 1,
                                o.pooler("replicas")),
                        "one pooler stands before several instances: its failure is an outage for all who use it",
                        "write replicas: 2"),
                warning(
                        "pooler-fixed",
                        o -> Stream.of(global(o, "conffile"), global(o, "stats_users"))
                                .filter(Spot::is)
                                .filter(option -> option.name().equals("conffile")
                                        || o.spec("instrumentation").is())
                                .toList(),
                        "the operator writes its own value over it",
                        "remove it"),
                warning(
                        "pooler-startup-parameters",
                        o -> Stream.of(global(o, "ignore_startup_parameters"))
                                .filter(option -> option.is() && !option.text().contains("extra_float_digits"))
                                .toList(),
                        "it replaces the operator's value: clients that send extra_float_digits, as JDBC does, are refused",
                        "add extra_float_digits"),
                warning(
                        "pooler-in-the-clear",
                        o -> Stream.of(global(o, "client_tls_sslmode"))
                                .filter(option -> IN_THE_CLEAR.contains(option.text()))
                                .toList(),
                        "clients may connect to the pooler in the clear, passwords and data included",
                        "leave it out: the operator writes require"),
                warning(
                        "pooler-server-unproven",
                        o -> Stream.of(global(o, "server_tls_sslmode"))
                                .filter(option -> UNPROVEN.contains(option.text()))
                                .toList(),
                        "the pooler doesn't check whose server it speaks to",
                        "leave it out: the operator writes verify-full"),
                warning(
                        "pooler-port",
                        o -> Stream.of(global(o, "listen_port"), global(o, "listen_addr"))
                                .filter(Spot::is)
                                .toList(),
                        "the service and the container keep the operator's: nobody reaches the pooler where it listens",
                        "write proxy.pgBouncer.port"),
                warning(
                        "pooler-auth",
                        o -> Stream.of(global(o, "auth_file"), global(o, "auth_query"), global(o, "auth_user"))
                                .filter(Spot::is)
                                .toList(),
                        "it replaces how the pooler learns passwords: those of the cluster's users are no longer found",
                        "leave it out"),
                info(
                        "pooler-databases",
                        o -> when(
                                !o.pooler("config", "databases").fields().isEmpty()
                                        && o.pooler("config", "databases", "*").isNone(),
                                o.pooler("config", "databases")),
                        "it replaces the entry for all databases: only those named here are reached",
                        "add an entry * for the others"),
                refused(
                                "pooler-option-count",
                                o -> when(
                                        o.pooler("config", "global").fields().size() > OPTIONS_MAX,
                                        o.pooler("config", "global")),
                                "at most 50 options are taken",
                                "write the others in a file of config.files")
                        .since("6.0"));
    }

    private static Spot global(Sight sight, String option) {
        return sight.pooler("config", "global", option);
    }
}
