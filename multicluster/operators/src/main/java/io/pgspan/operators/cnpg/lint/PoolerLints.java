package io.pgspan.operators.cnpg.lint;

import static io.pgspan.operators.cnpg.lint.CnpgTrap.info;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.refused;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warning;
import static io.pgspan.operators.cnpg.lint.CnpgTrap.warningBeside;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.lint.Look;
import java.util.List;
import java.util.Set;

/** A {@code Pooler}. */
final class PoolerLints {
    private static final String PARAMETERS = "spec.pgbouncer.parameters";
    private static final Set<String> KNOWN = Set.of(
            "application_name_add_host",
            "auth_type",
            "auth_user",
            "autodb_idle_timeout",
            "cancel_wait_timeout",
            "client_idle_timeout",
            "client_login_timeout",
            "client_tls13_ciphers",
            "client_tls_ciphers",
            "client_tls_sslmode",
            "default_pool_size",
            "disable_pqexec",
            "dns_max_ttl",
            "dns_nxdomain_ttl",
            "idle_transaction_timeout",
            "ignore_startup_parameters",
            "listen_backlog",
            "log_connections",
            "log_disconnections",
            "log_pooler_errors",
            "log_stats",
            "max_client_conn",
            "max_db_connections",
            "max_packet_size",
            "max_prepared_statements",
            "max_user_connections",
            "min_pool_size",
            "pkt_buf",
            "query_timeout",
            "query_wait_timeout",
            "reserve_pool_size",
            "reserve_pool_timeout",
            "sbuf_loopcnt",
            "server_check_delay",
            "server_check_query",
            "server_connect_timeout",
            "server_fast_close",
            "server_idle_timeout",
            "server_lifetime",
            "server_login_retry",
            "server_reset_query",
            "server_reset_query_always",
            "server_round_robin",
            "server_tls13_ciphers",
            "server_tls_ciphers",
            "server_tls_protocols",
            "server_tls_sslmode",
            "stats_period",
            "suspend_timeout",
            "tcp_defer_accept",
            "tcp_keepalive",
            "tcp_keepcnt",
            "tcp_keepidle",
            "tcp_keepintvl",
            "tcp_socket_buffer",
            "tcp_user_timeout",
            "track_extra_parameters",
            "verbose");

    private PoolerLints() {}

    static List<CnpgTrap> all() {
        return List.of(
                refused(
                        "pooler-named-as-cluster",
                        "metadata.name",
                        o -> !name(o).isEmpty() && name(o).equals(Surroundings.clusterName(o)),
                        "the pooler's objects and the cluster's would have the same names",
                        "name it for example <cluster>-pooler-rw"),
                warning(
                        "pooler-named-as-service",
                        "metadata.name",
                        o -> AccessLints.isServiceOf(Surroundings.clusterName(o), name(o)),
                        "the pooler's service has the pooler's name, and the cluster has a service of that name: the "
                                + "two operators' "
                                + "loops fight over it, and clients may reach either",
                        "name it for example <cluster>-pooler-rw"),
                warningBeside(
                        "pooler-named-as-further-service",
                        "metadata.name",
                        (o, around) -> isFurtherService(around.cluster(o), name(o)),
                        "the cluster has a further service of this name",
                        "name one of them differently"),
                refused(
                        "pooler-parameter",
                        PARAMETERS,
                        Places.entries(PARAMETERS, (name, value) -> !isKnown(name)),
                        "the operator does not let this setting of PgBouncer be changed",
                        "remove it"),
                refused(
                        "pooler-image-twice",
                        "spec.pgbouncer.image",
                        o -> has(o, "image") && has(o, "imageCatalogRef"),
                        "the image is named twice",
                        "keep one of image and imageCatalogRef"),
                refused(
                        "pooler-catalog-reference",
                        "spec.pgbouncer.imageCatalogRef",
                        o -> CatalogLints.isWrongReference(Look.at(o, "spec", "pgbouncer", "imageCatalogRef")),
                        "only an ImageCatalog or a ClusterImageCatalog of postgresql.cnpg.io can be referred to",
                        "write apiGroup: postgresql.cnpg.io and one of these kinds"),
                refused(
                        "pooler-auth-query",
                        "spec.pgbouncer.authQuery",
                        o -> (has(o, "authQuerySecret") || has(o, "serverTLSSecret")) != has(o, "authQuery"),
                        "a query that looks users up and the secret it runs with go together",
                        "write both authQuery and serverTLSSecret, or neither: then the operator sees to it"),
                warning(
                        "pooler-by-hand",
                        "spec.pgbouncer",
                        o -> has(o, "authQuerySecret") || has(o, "serverTLSSecret") || has(o, "authQuery"),
                        "the operator then makes neither the role nor the function that looks users up",
                        "create them, or leave these fields out"),
                warning(
                        "pooler-auth-secret",
                        "spec.pgbouncer.authQuerySecret",
                        o -> has(o, "authQuerySecret"),
                        "the field is deprecated",
                        "use serverTLSSecret, or leave it to the operator"),
                warningBeside(
                        "pooler-superuser-secret",
                        "spec.pgbouncer.authQuerySecret",
                        (o, around) -> around.cluster(o).isObject()
                                && !AccessLints.hasSuperuser(around.cluster(o))
                                && Look.is(
                                        o,
                                        Surroundings.clusterName(o) + "-superuser",
                                        "spec",
                                        "pgbouncer",
                                        "authQuerySecret",
                                        "name"),
                        "the cluster has no such secret: its superuser may not log in",
                        "leave authQuerySecret out"),
                warning(
                        "pooler-paused",
                        "spec.pgbouncer.paused",
                        o -> Look.isTrue(o, "spec", "pgbouncer", "paused"),
                        "clients stay connected, and their queries wait",
                        "remove it once the work is done"),
                info(
                        "pooler-transactions",
                        "spec.pgbouncer.poolMode",
                        o -> Look.is(o, "transaction", "spec", "pgbouncer", "poolMode"),
                        "what a session keeps beyond a transaction is lost: settings, advisory locks, temporary "
                                + "tables, LISTEN",
                        "make sure that the application does without"),
                info(
                        "pooler-alone",
                        "spec.instances",
                        o -> Look.number(o, 1, "spec", "instances") == 1,
                        "while its one pod is restarted no client can connect",
                        "write 2 or more"),
                warning(
                        "pooler-none",
                        "spec.instances",
                        o -> Look.number(o, 1, "spec", "instances") < 1,
                        "there is a service, and no pod behind it",
                        "write 1 or more"),
                warning(
                        "pooler-pod-monitor",
                        "spec.monitoring",
                        o -> Look.isTrue(o, "spec", "monitoring", "enablePodMonitor")
                                || !Look.at(o, "spec", "monitoring", "podMonitorMetricRelabelings")
                                        .isEmpty()
                                || !Look.at(o, "spec", "monitoring", "podMonitorRelabelings")
                                        .isEmpty(),
                        "the operator will stop making PodMonitors",
                        "make a PodMonitor of your own"),
                warningBeside(
                        "pooler-without-standbys",
                        "spec.type",
                        (o, around) -> around.cluster(o).isObject()
                                && Look.is(o, "ro", "spec", "type")
                                && ClusterSpec.instances(around.cluster(o)) < 2,
                        "the cluster has no standby to lead to",
                        "write rw or r, or add an instance"));
    }

    /** Whether the operator lets a setting be changed. */
    static boolean isKnown(String parameter) {
        return KNOWN.contains(parameter);
    }

    private static String name(JsonNode pooler) {
        return Look.text(pooler, "metadata", "name");
    }

    private static boolean has(JsonNode pooler, String field) {
        JsonNode value = Look.at(pooler, "spec", "pgbouncer", field);
        return value.isTextual() ? !value.textValue().isEmpty() : Json.isThere(value);
    }

    private static boolean isFurtherService(JsonNode cluster, String name) {
        for (JsonNode service : ClusterSpec.at(cluster, "managed", "services", "additional")) {
            if (Look.is(service, name, "serviceTemplate", "metadata", "name")) {
                return true;
            }
        }
        return false;
    }
}
