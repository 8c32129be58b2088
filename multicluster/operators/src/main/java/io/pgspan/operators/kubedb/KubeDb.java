package io.pgspan.operators.kubedb;

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
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.conduct.Conduct;
import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.Restrictions;
import io.pgspan.operators.kubedb.change.KubeDbChanges;
import io.pgspan.operators.kubedb.policy.PolicyObjectWriter;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;

/**
 * KubeDB: {@code Postgres} of {@code kubedb.com/v1} or {@code gitops.kubedb.com/v1alpha1}, and {@code PlacementPolicy} of {@code apps.k8s.appscode.com/v1}.
 *
 * <ul>
 *   <li>An even number of replicas has an arbiter: KubeDB adds one where the manifest has none, so a wish read from such a manifest has
 *       it, and a wish built in code should name it too.
 *   <li>A policy without a name of its own is written under the cluster's.
 *   <li>Parameters are the text {@code configuration.inline["user.conf"]}.
 *   <li>Known fields the model has no place for are residue and written back as they were.
 * </ul>
 */
public final class KubeDb implements Dialect<KubeDbOptions> {
    private static final KubeDb DIALECT = new KubeDb();

    private static final KubeDbChanges CHANGES = KubeDbChanges.of(new ChangeTexts());

    private KubeDb() {}

    /** The dialect; it has no state. */
    public static KubeDb dialect() {
        return DIALECT;
    }

    @Override
    public String id() {
        return "kubedb";
    }

    @Override
    public boolean isCluster(Manifest object) {
        return object.isOf(KubeDbWords.GROUP, KubeDbWords.POSTGRES)
                || object.isOf(KubeDbWords.GITOPS_GROUP, KubeDbWords.POSTGRES);
    }

    @Override
    public KubeDbOptions defaults() {
        return KubeDbOptions.ofDefaults();
    }

    @Override
    public Reading<KubeDbOptions> read(ManifestSet set, ReadOptions options) {
        return new KubeDbReader(set, options).read();
    }

    @Override
    public Capabilities capabilities() {
        return KubeDbCapabilities.TABLE;
    }

    @Override
    public Restrictions<KubeDbOptions> restrictions() {
        return KubeDbLimits.RESTRICTIONS;
    }

    @Override
    public KubeDbChanges changes() {
        return CHANGES;
    }

    @Override
    public List<ObjectNode> write(PostgresCluster wish, KubeDbOptions options, Residue residue, WriteOptions how) {
        PostgresCluster cluster = restrictions().writable(wish, options, how.waivers());
        List<ObjectNode> objects = new ArrayList<>();
        cluster.placement()
                .filter(PolicyMapping::hasPolicy)
                .ifPresent(placement -> objects.add(
                        PolicyObjectWriter.write(PolicyMapping.object(cluster, placement, options.policy()), residue)));
        ObjectNode postgres = new PostgresWriter(cluster, options).write();
        residue.restore(KubeDbWords.POSTGRES, postgres);
        PostgresWriter.complete(cluster, postgres);
        objects.add(postgres);
        residue.untouched().forEach(object -> objects.add(object.deepCopy()));
        return objects;
    }

    @Override
    public List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment) {
        return pods(cluster, defaults(), assignment);
    }

    @Override
    public List<PodTemplate> pods(PostgresCluster cluster, KubeDbOptions options, Assignment assignment) {
        return new KubeDbPods(cluster, options.pods()).of(assignment);
    }

    @Override
    public PlacementLimits limits() {
        return new PlacementLimits(true, true, false, ElectionModel.memberMajority());
    }

    @Override
    public Conduct conduct() {
        return KubeDbConduct.CONDUCT;
    }
}
