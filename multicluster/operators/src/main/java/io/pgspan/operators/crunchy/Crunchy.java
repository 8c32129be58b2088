package io.pgspan.operators.crunchy;

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
import io.pgspan.operators.conduct.Conduct;
import io.pgspan.operators.crunchy.change.CrunchyChangeRules;
import io.pgspan.operators.crunchy.release.PgoVersion;
import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.Restrictions;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Crunchy Data's operator, PGO: {@code PostgresCluster} of {@code postgres-operator.crunchydata.com/v1beta1} and {@code v1}.
 *
 * <ul>
 *   <li>The wish's own replicas are the first instance set; {@link CrunchyOptions#instanceSet()} is its name. Further sets are the model's. What a set says as the first one
 *       does, of its storage or its place, is read as not said.
 *   <li>Lists whose order means nothing to PGO come back in one order: services as primary, standby; schedules as full, differential, incremental.
 *   <li>Deleting a {@code PostgresCluster} deletes its volumes and the repositories on them: that is what every one is read as.
 *   <li>Repositories share one secret with credentials and keys. A path in an object store is said without its first slash; absent, it is PGO's own.
 *   <li>Known fields the model has no place for are residue and written back as they were.
 * </ul>
 */
public final class Crunchy implements Dialect<CrunchyOptions> {
    private static final Crunchy NEWEST = new Crunchy(PgoVersion.NEWEST);

    /** How the Kubernetes cluster is called whose API server keeps the record of the leader, where nobody has named it. */
    private static final String SOMEWHERE = "local";

    private final PgoVersion operator;
    private final ChangeRules changes;

    private Crunchy(PgoVersion operator) {
        this.operator = operator;
        this.changes = CrunchyChangeRules.of(operator);
    }

    /** The dialect of the newest release. */
    public static Crunchy dialect() {
        return NEWEST;
    }

    /** The dialect of a release: manifests are judged for it, and its options are the default. */
    public static Crunchy of(PgoVersion operator) {
        return new Crunchy(operator);
    }

    /** The release. */
    public PgoVersion operator() {
        return operator;
    }

    @Override
    public String id() {
        return CrunchyWords.DIALECT;
    }

    @Override
    public boolean isCluster(Manifest object) {
        return object.isOf(CrunchyWords.GROUP, CrunchyWords.CLUSTER);
    }

    @Override
    public CrunchyOptions defaults() {
        return CrunchyOptions.builder().operator(operator).build();
    }

    /** Reads the first cluster among these objects; the others are judged and pass through. */
    @Override
    public Reading<CrunchyOptions> read(ManifestSet set, ReadOptions options) {
        return new CrunchyReader(set, options, operator, null).read();
    }

    /** Reads the cluster of that name; the others are judged and pass through. */
    public Reading<CrunchyOptions> read(ManifestSet set, String name, ReadOptions options) {
        return new CrunchyReader(set, options, operator, name).read();
    }

    @Override
    public Capabilities capabilities() {
        return CrunchyCapabilities.TABLE;
    }

    @Override
    public Restrictions<CrunchyOptions> restrictions() {
        return CrunchyLimits.RESTRICTIONS;
    }

    @Override
    public List<ObjectNode> write(PostgresCluster wish, CrunchyOptions options, Residue residue, WriteOptions how) {
        PostgresCluster cluster = restrictions().writable(wish, options, how.waivers());
        List<ObjectNode> objects = new ArrayList<>();
        objects.add(ClusterWriter.write(cluster, options, residue));
        residue.untouched().forEach(object -> objects.add(object.deepCopy()));
        return objects;
    }

    /**
     * A cluster in each Kubernetes cluster: the primary one where ordinal 0 lives, and standby clusters in the others, which follow it by a repository in an object store
     * or by streaming, as {@link CrunchyOptions#federation()} says. Nobody promotes them but people.
     *
     * @param hub where it lies when the assignment is empty; else every object lies where its instances run
     */
    @Override
    public Map<String, List<ObjectNode>> render(Wish<CrunchyOptions> wish, Assignment assignment, String hub) {
        return new CrunchyFederation(wish, assignment).render(this, hub);
    }

    @Override
    public List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment) {
        return pods(cluster, defaults(), assignment);
    }

    @Override
    public List<PodTemplate> pods(PostgresCluster cluster, CrunchyOptions options, Assignment assignment) {
        return new CrunchyPods(cluster, options).of(assignment);
    }

    /** As {@link #limits(String)}, for a Kubernetes cluster that nobody has named: {@code local}. */
    @Override
    public PlacementLimits limits() {
        return limits(SOMEWHERE);
    }

    /**
     * No arbiter; instances have no ordinals that would have to stay; Patroni keeps the record of the leader with the API server of the Kubernetes cluster it runs in.
     *
     * @param home that Kubernetes cluster
     */
    @Override
    public PlacementLimits limits(String home) {
        return new PlacementLimits(false, false, true, ElectionModel.store(home));
    }

    @Override
    public ChangeRules changes() {
        return changes;
    }

    @Override
    public Conduct conduct() {
        return CrunchyConduct.CONDUCT;
    }
}
