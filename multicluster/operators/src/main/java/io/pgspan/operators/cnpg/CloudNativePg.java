package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.operators.Dialect;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Wish;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.change.ChangeRules;
import io.pgspan.operators.cnpg.change.CnpgChanges;
import io.pgspan.operators.conduct.Conduct;
import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.Restrictions;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * CloudNativePG: {@code Cluster} of {@code postgresql.cnpg.io/v1}, and the objects beside it that say parts of the same wish: schedules, poolers,
 * databases, and the plugin's {@code ObjectStore}.
 *
 * <ul>
 *   <li>Volumes go with the {@code Cluster}: a wish is read with {@link io.pgspan.model.DeletionPolicy#DELETE_VOLUMES}, and one that keeps
 *       its data can't be written, unless the path {@code deletionPolicy} is waived.
 *   <li>Pods are numbered from 1, and numbers are given again: ordinal 0 of a placement is the pod {@code <name>-1}.
 *   <li>What the webhook writes into a stored object is not part of the wish.
 *   <li>Known fields the model has no place for are residue and written back as they were.
 * </ul>
 */
public final class CloudNativePg implements Dialect<CloudNativePgOptions> {
    /** What {@link #limits()} calls the one Kubernetes cluster that a {@code Cluster} lives in. */
    public static final String HOME = "home";

    private static final CloudNativePg DIALECT = new CloudNativePg();

    private CloudNativePg() {}

    /** The dialect; it has no state. */
    public static CloudNativePg dialect() {
        return DIALECT;
    }

    @Override
    public String id() {
        return "cnpg";
    }

    @Override
    public boolean isCluster(Manifest object) {
        return object.isOf(CnpgWords.GROUP, CnpgWords.CLUSTER);
    }

    @Override
    public CloudNativePgOptions defaults() {
        return CloudNativePgOptions.ofDefaults();
    }

    @Override
    public Reading<CloudNativePgOptions> read(ManifestSet set, ReadOptions options) {
        return new CloudNativePgReader(set, Optional.empty(), options).read();
    }

    /** Reads the cluster of a name among several, for example one of a distributed topology. */
    public Reading<CloudNativePgOptions> read(ManifestSet set, String name, ReadOptions options) {
        return new CloudNativePgReader(set, Optional.of(name), options).read();
    }

    /** The names of the clusters among some objects, in the order of the text. */
    public List<String> clusters(ManifestSet set) {
        return set.all(CnpgWords.API, CnpgWords.CLUSTER).stream()
                .map(Manifest::name)
                .toList();
    }

    @Override
    public Capabilities capabilities() {
        return CnpgCapabilities.TABLE;
    }

    @Override
    public Restrictions<CloudNativePgOptions> restrictions() {
        return CnpgLimits.RESTRICTIONS;
    }

    @Override
    public List<ObjectNode> write(
            PostgresCluster wish, CloudNativePgOptions options, Residue residue, WriteOptions how) {
        return objects(restrictions().writable(wish, options, how.waivers()), options, residue);
    }

    @Override
    public Map<String, List<ObjectNode>> render(Wish<CloudNativePgOptions> wish, Assignment assignment, String hub) {
        return new DistributedTopology(wish, assignment).render(hub);
    }

    /** The objects of a wish that can be written as it is. */
    static List<ObjectNode> objects(PostgresCluster cluster, CloudNativePgOptions options, Residue residue) {
        List<ObjectNode> objects = new ArrayList<>();
        satellites(cluster, options, residue, true, objects);
        ObjectNode object = ClusterWriter.write(cluster, options);
        residue.restore(CnpgWords.CLUSTER, object);
        ClusterWriter.complete(cluster, object);
        objects.add(object);
        satellites(cluster, options, residue, false, objects);
        residue.untouched().forEach(one -> objects.add(one.deepCopy()));
        return objects;
    }

    private static void satellites(
            PostgresCluster cluster,
            CloudNativePgOptions options,
            Residue residue,
            boolean preceding,
            List<ObjectNode> objects) {
        for (Satellite kind : Satellites.ALL) {
            if (kind.precedesCluster() == preceding) {
                for (ObjectNode object : kind.write(cluster, options)) {
                    residue.restore(
                            Joined.key(
                                    kind.kind(),
                                    object.path("metadata").path("name").asText()),
                            object);
                    kind.complete(object);
                    objects.add(object);
                }
            }
        }
    }

    @Override
    public List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment) {
        return pods(cluster, defaults(), assignment);
    }

    @Override
    public List<PodTemplate> pods(PostgresCluster cluster, CloudNativePgOptions options, Assignment assignment) {
        return new CnpgPods(cluster, options).of(assignment);
    }

    /**
     * One {@code Cluster} has its record on the API server of the Kubernetes cluster it lives in, here called {@link #HOME}, since nothing
     * here says which that is; see {@link #limits(String)}.
     */
    @Override
    public PlacementLimits limits() {
        return limits(HOME);
    }

    /**
     * What it can do where the Kubernetes cluster is known. The operator decides about the primary with what it keeps on that API server:
     * without it nobody is promoted. An instance can't move to another Kubernetes cluster, and nothing is added in another one.
     */
    @Override
    public PlacementLimits limits(String kubernetesCluster) {
        return new PlacementLimits(
                false,
                false,
                false,
                ElectionModel.store(kubernetesCluster),
                Set.of(PlacementLimits.Change.CONFIRMATIONS));
    }

    @Override
    public ChangeRules changes() {
        return CnpgChanges.rules();
    }

    @Override
    public Conduct conduct() {
        return CnpgConduct.CONDUCT;
    }
}
