package io.pgspan.operators.nativeengine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.replication.Replication;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an agent learns from its environment: who it is, who the others are, and what PostgreSQL is to be. Everything is text; the
 * credentials come from the member's secret.
 */
final class PodEnvironment {
    private final Member member;
    private final NativeEngineOptions options;
    private final Map<String, ObjectNode> variables = new LinkedHashMap<>();

    PodEnvironment(Member member, NativeEngineOptions options) {
        this.member = member;
        this.options = options;
    }

    void writeTo(ArrayNode environment) {
        PostgresCluster cluster = member.cluster();
        Replication replication = cluster.replication();
        value("PGSPAN_NAMESPACE", cluster.namespace());
        value("PGSPAN_CLUSTER", cluster.name());
        value("PGSPAN_MEMBER", member.name());
        variable("PGSPAN_POD_UID").putObject("valueFrom").putObject("fieldRef").put("fieldPath", "metadata.uid");
        value("PGSPAN_MEMBERS", members());
        value("PGSPAN_POSTGRES_VERSION", cluster.version().toString());
        if (member.isArbiter()) {
            value("PGSPAN_ARBITER", "true");
        } else {
            secret("PGSPAN_USER", "username");
            secret("PGSPAN_PASSWORD", "password");
        }
        value("PGSPAN_SYNC_CONFIRMATIONS", replication.isSynchronous() ? "" + replication.confirmations() : "0");
        value("PGSPAN_PARAMETERS", parameters());
        value("PGSPAN_TLS_DIRECTORY", PodRenderer.TLS_DIRECTORY);
        new TreeMap<>(options.environment()).forEach(this::value);
        variables.values().forEach(environment::add);
    }

    /** Every member as {@code pod=host}, data members in order of ordinal, then the arbiter with {@code ;arbiter} behind it. */
    private String members() {
        PostgresCluster cluster = member.cluster();
        Assignment assignment = member.assignment();
        List<String> members = new ArrayList<>();
        for (Assignment.Placed placed : assignment.replicas()) {
            String pod = cluster.podName(placed.ordinal());
            members.add(pod + "=" + Member.host(cluster, pod));
        }
        assignment.arbiter().ifPresent(placed -> {
            String pod = new Member(cluster, assignment, placed, true).name();
            members.add(pod + "=" + Member.host(cluster, pod) + ";arbiter");
        });
        return String.join(",", members);
    }

    private String parameters() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        Member.put(json, new TreeMap<>(member.cluster().parameters()));
        return json.toString();
    }

    private void value(String name, String value) {
        variable(name).put("value", value);
    }

    private void secret(String name, String key) {
        variable(name)
                .putObject("valueFrom")
                .putObject("secretKeyRef")
                .put("name", member.secretName())
                .put("key", key);
    }

    private ObjectNode variable(String name) {
        ObjectNode variable = JsonNodeFactory.instance.objectNode().put("name", name);
        variables.put(name, variable);
        return variable;
    }
}
