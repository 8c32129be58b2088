package io.pgspan.operators.fleet;

import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.placement.ClusterRule;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Findings;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The fleet that manifests speak of. {@code ManagedCluster} objects and the clusters of {@code SliceConfig} objects are its clusters, in the
 * order they appear; without such objects the clusters of the placement policy are, connected by the policy's slice; without a policy
 * there is one cluster called {@code local}. {@code Node} objects are the nodes of the cluster that their annotation
 * {@code open-cluster-management.io/cluster-name} names, else of the only cluster; a cluster without any gets the default ones.
 */
public final class FleetReader {
    /** The name of the one cluster when nothing names any. */
    public static final String LOCAL = "local";

    private static final String MANAGED_CLUSTER_API = "cluster.open-cluster-management.io/v1";
    private static final String SLICE_API = "controller.kubeslice.io/v1alpha1";

    private final ManifestSet set;
    private final Set<String> clusters = new LinkedHashSet<>();
    private final List<Fleet.Slice> slices = new ArrayList<>();
    private final List<Cursor> nodes = new ArrayList<>();
    private final Findings findings = Findings.of("fleet");

    private FleetReader(ManifestSet set) {
        this.set = set;
    }

    /**
     * Reads the fleet. What the manifests' own text violates is not repeated here.
     *
     * @param policy the wish's placement, used when no object names a cluster
     * @param hub the name of the hub; absent: the first cluster
     * @param defaults what each cluster is taken to be
     */
    public static FleetReading read(
            ManifestSet set, Optional<PlacementPolicy> policy, Optional<String> hub, FleetDefaults defaults) {
        FleetReader reader = new FleetReader(set);
        reader.objects();
        if (reader.clusters.isEmpty()) {
            policy.ifPresent(reader::fromPolicy);
        }
        if (reader.clusters.isEmpty()) {
            reader.clusters.add(LOCAL);
        }
        return reader.reading(hub, defaults);
    }

    private void objects() {
        for (Manifest manifest : set.manifests()) {
            if (manifest.is(MANAGED_CLUSTER_API, "ManagedCluster")) {
                Cursor.of(manifest, findings)
                        .object("metadata")
                        .requiredText("name", "name the cluster")
                        .ifPresent(clusters::add);
            } else if (manifest.is(SLICE_API, "SliceConfig")) {
                slice(Cursor.of(manifest, findings));
            } else if (manifest.is("v1", "Node")) {
                nodes.add(Cursor.of(manifest, findings));
            }
        }
    }

    private void slice(Cursor config) {
        Cursor metadata = config.object("metadata");
        Optional<String> name = metadata.requiredText("name", "name the slice");
        Optional<String> project = metadata.requiredText("namespace", "name the slice project's namespace on the hub");
        Cursor spec = config.object("spec");
        Set<String> members = new LinkedHashSet<>();
        for (String member : spec.texts("clusters")) {
            if (member.isEmpty()) {
                spec.reject("required", "clusters", "a name is empty", "name a cluster, or remove the item");
            } else {
                members.add(member);
            }
        }
        clusters.addAll(members);
        if (name.isPresent() && project.isPresent()) {
            slices.add(new Fleet.Slice(project.get(), name.get(), List.copyOf(members)));
        }
    }

    private void fromPolicy(PlacementPolicy policy) {
        policy.rules().stream()
                .map(ClusterRule::clusterName)
                .filter(name -> !name.isEmpty())
                .forEach(clusters::add);
        policy.slice()
                .filter(slice -> slices.isEmpty())
                .ifPresent(slice -> slices.add(new Fleet.Slice(
                        slice.projectNamespace().orElse(""), slice.sliceName(), List.copyOf(clusters))));
    }

    /** The nodes that objects describe, by cluster and name. */
    private Map<String, Map<String, Node>> nodes() {
        Map<String, Map<String, Node>> byCluster = new HashMap<>();
        for (Cursor object : nodes) {
            Optional<String> cluster = NodeReader.clusterOf(object)
                    .or(() -> clusters.size() == 1
                            ? Optional.of(clusters.iterator().next())
                            : Optional.empty());
            if (cluster.filter(clusters::contains).isEmpty()) {
                object.reject(
                        "cluster-unknown",
                        "metadata",
                        "nobody knows which of the clusters it belongs to",
                        "name one of " + String.join(", ", clusters)
                                + " in the annotation open-cluster-management.io/cluster-name");
                continue;
            }
            NodeReader.read(object).ifPresent(node -> {
                Map<String, Node> there = byCluster.computeIfAbsent(cluster.get(), name -> new TreeMap<>());
                if (there.putIfAbsent(node.name(), node) != null) {
                    object.object("metadata")
                            .reject("duplicate", "name", "another node has this name", "give each node its own");
                }
            });
        }
        return byCluster;
    }

    private FleetReading reading(Optional<String> hub, FleetDefaults defaults) {
        hub.filter(name -> !clusters.contains(name))
                .ifPresent(name -> findings.add(Violation.of(
                        "fleet.hub-unknown",
                        "hub",
                        name,
                        "the fleet has no such cluster",
                        "use one of " + String.join(", ", clusters))));
        String chosen = hub.filter(clusters::contains)
                .orElseGet(() -> clusters.iterator().next());
        Map<String, Map<String, Node>> known = nodes();
        List<KubernetesCluster> members = clusters.stream()
                .map(defaults::cluster)
                .map(cluster -> {
                    @Nullable Map<String, Node> there = known.get(cluster.name());
                    return there == null ? cluster : cluster.nodes(List.copyOf(there.values()));
                })
                .toList();
        return new FleetReading(new Fleet(chosen, members, slices), findings.violations());
    }
}
