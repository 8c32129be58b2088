package io.pgspan.operators.kubedb.policy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Residue;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy as an object of its generation. */
public final class PolicyObjectWriter {
    private final PolicyObject policy;
    private final PolicyGeneration generation;

    private PolicyObjectWriter(PolicyObject policy) {
        this.policy = policy;
        this.generation = policy.generation();
    }

    /**
     * The object, with what was left over when it was read.
     *
     * @throws InvalidException when the policy says something its generation has no field for; {@link PolicyConversion} leaves it out and
     *     tells
     */
    public static ObjectNode write(PolicyObject policy, Residue residue) {
        ObjectNode object = write(policy);
        residue.restore(PolicyObject.KIND, object);
        return object;
    }

    /**
     * The object.
     *
     * @throws InvalidException when the policy says something its generation has no field for
     */
    public static ObjectNode write(PolicyObject policy) {
        List<Violation> beyond = BeyondGeneration.of(policy);
        if (!beyond.isEmpty()) {
            throw new InvalidException(beyond);
        }
        return new PolicyObjectWriter(policy).object();
    }

    private ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", PolicyObject.API_VERSION).put("kind", PolicyObject.KIND);
        ObjectNode metadata = object.putObject("metadata").put("name", policy.name());
        texts(metadata, "labels", policy.labels());
        texts(metadata, "annotations", policy.annotations());
        ObjectNode spec = object.putObject("spec");
        policy.clusterSpread().ifPresent(clusters -> clusters(spec.putObject(generation.section()), clusters));
        spread(spec, "zoneSpreadConstraint", policy.zones());
        spread(spec, "nodeSpreadConstraint", policy.nodes());
        if (!policy.nodeAffinity().isEmpty()) {
            ArrayNode rules = spec.putObject("affinity").putArray("nodeAffinity");
            policy.nodeAffinity().forEach(rule -> affinity(rules.addObject(), rule));
        }
        return object;
    }

    private void clusters(ObjectNode section, ClusterSpread clusters) {
        ArrayNode rules = section.putArray(generation.rules());
        clusters.rules().forEach(rule -> rule(rules.addObject(), rule));
        clusters.network().ifPresent(slice -> {
            if (generation.isAtLeast(PolicyGeneration.G2)) {
                ObjectNode where = section.putObject("slice");
                slice.projectNamespace().ifPresent(project -> where.put("projectNamespace", project));
                where.put("sliceName", slice.sliceName());
            } else {
                section.put(generation == PolicyGeneration.G0 ? "slice" : "sliceName", slice.sliceName());
            }
        });
        clusters.failover().ifPresent(failover -> failover(section.putObject("failoverPolicy"), failover));
    }

    private void rule(ObjectNode entry, DistributionRule rule) {
        entry.put("clusterName", rule.clusterName());
        ArrayNode indices = entry.putArray(generation.indices());
        rule.indices().forEach(indices::add);
        text(entry, "storageClassName", rule.storageClassName());
        PrometheusSource prometheus = rule.prometheus();
        if (prometheus != null) {
            prometheus(entry.putObject("monitoring").putObject("prometheus"), prometheus);
        }
        DataCenterRole role = rule.role();
        if (role != null) {
            entry.put("role", PolicyWords.ROLE.word(role));
        }
    }

    private static void prometheus(ObjectNode object, PrometheusSource source) {
        text(object, "url", source.url());
        text(object, "caBundle", source.caBundle());
        if (source.insecureSkipTlsVerify()) {
            object.put("insecureSkipTLSVerify", true);
        }
        text(object, "serverName", source.serverName());
        ref(object, "authSecret", source.authSecret());
        ref(object, "tlsSecret", source.tlsSecret());
        ref(object, "appBindingRef", source.appBinding());
    }

    private static void failover(ObjectNode object, FailoverPolicy failover) {
        FailoverPolicy.Mode mode = failover.mode();
        if (mode != null) {
            object.put("mode", PolicyWords.MODE.word(mode));
        }
        FailoverTrigger trigger = failover.trigger();
        if (trigger != null) {
            trigger.<ObjectNode>match(
                    lease -> {
                        ObjectNode entry =
                                object.putObject("trigger").put("scope", PolicyWords.SCOPE.word(lease.scope()));
                        text(entry, "group", lease.group());
                        return entry;
                    },
                    group -> object.putObject("failoverGroupRef").put("name", group.name()));
        }
    }

    private static void affinity(ObjectNode object, NodeAffinityRule rule) {
        object.put("topologyKey", rule.topologyKey());
        ArrayNode domains = object.putArray("domains");
        for (NodeAffinityRule.Domain domain : rule.domains()) {
            ObjectNode entry = domains.addObject();
            ArrayNode values = entry.putArray("values");
            domain.values().forEach(values::add);
            entry.put("replicas", domain.replicas().text());
        }
        object.put("whenUnsatisfiable", PolicyWords.WHEN_UNSATISFIABLE.word(rule.whenUnsatisfiable()));
        object.put("weight", rule.weight());
    }

    private static void spread(ObjectNode spec, String field, @Nullable TopologySpread spread) {
        if (spread != null) {
            spec.putObject(field)
                    .put("maxSkew", spread.maxSkew())
                    .put("whenUnsatisfiable", PolicyWords.WHEN_UNSATISFIABLE.word(spread.whenUnsatisfiable()));
        }
    }

    private static void ref(ObjectNode object, String field, @Nullable ObjectRef ref) {
        if (ref != null) {
            ObjectNode entry = object.putObject(field).put("name", ref.name());
            text(entry, "namespace", ref.namespace());
        }
    }

    private static void text(ObjectNode object, String field, @Nullable String text) {
        if (text != null) {
            object.put(field, text);
        }
    }

    private static void texts(ObjectNode object, String field, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            ObjectNode map = object.putObject(field);
            texts.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(e -> map.put(e.getKey(), e.getValue()));
        }
    }
}
