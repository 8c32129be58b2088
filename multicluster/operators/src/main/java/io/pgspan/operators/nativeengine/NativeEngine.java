package io.pgspan.operators.nativeengine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.fleet.Fleet;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.PodVolume;
import io.pgspan.model.placement.Assignment;
import io.pgspan.model.placement.ElectionModel;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.PlacementLimits;
import io.pgspan.model.placement.PlacementPolicy;
import io.pgspan.model.placement.Spread;
import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.Restrictions;
import io.pgspan.operators.manifest.Waivers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * pgspan's own thin engine: it renders the objects an operator's controller would create, ready to be sent to each Kubernetes cluster. A
 * data member is a Secret, a PersistentVolumeClaim, a Service and a Pod; the arbiter has no data and is a Service and a Pod. Pure: the same
 * wish gives the same objects.
 */
public final class NativeEngine {
    private NativeEngine() {}

    /** What the engine makes of every feature there is. */
    public static Capabilities capabilities() {
        return NativeCapabilities.TABLE;
    }

    /** What the engine can't carry out, found and left out. */
    public static Restrictions<NativeEngineOptions> restrictions() {
        return NativeCapabilities.RESTRICTIONS;
    }

    /**
     * The objects of each Kubernetes cluster, in the order in which they can be created: what a pod refers to comes before it.
     *
     * @param assignment where each member goes; it says whether there is an arbiter
     * @throws io.pgspan.model.validation.InvalidException with everything of the wish that the engine can't carry out
     */
    public static Map<String, List<ObjectNode>> render(
            PostgresCluster wish, Assignment assignment, NativeEngineOptions options) {
        PostgresCluster cluster = restrictions().writable(wish, options, Waivers.none());
        Map<String, List<ObjectNode>> objects = new LinkedHashMap<>();
        for (Member member : members(cluster, assignment)) {
            objects.computeIfAbsent(member.placed().clusterName(), name -> new ArrayList<>())
                    .addAll(objects(member, options));
        }
        return objects;
    }

    private static List<ObjectNode> objects(Member member, NativeEngineOptions options) {
        List<ObjectNode> objects = new ArrayList<>();
        if (!member.isArbiter()) {
            objects.add(SecretRenderer.render(member, options));
        }
        if (!member.isArbiter() && member.cluster().storage().durable()) {
            objects.add(PvcRenderer.render(member));
        }
        objects.add(ServiceRenderer.render(member));
        objects.add(PodRenderer.render(member, options));
        return objects;
    }

    /** The same pods as the scheduler sees them; their labels are those that the spread constraints count by. */
    public static List<PodTemplate> pods(PostgresCluster cluster, Assignment assignment) {
        List<PodTemplate> pods = new ArrayList<>();
        for (Member member : members(cluster, assignment)) {
            pods.add(pod(member));
        }
        return pods;
    }

    private static PodTemplate pod(Member member) {
        PostgresCluster cluster = member.cluster();
        Map<String, String> labels = Member.sharedLabels(cluster);
        PodTemplate.Builder pod = PodTemplate.builder()
                .name(member.name())
                .namespace(cluster.namespace())
                .clusterName(member.placed().clusterName())
                .labels(labels)
                .addContainer(PodContainer.of(
                        "postgres", PodRenderer.resources(member).reserved()))
                .holdsData(!member.isArbiter());
        for (Spread spread : cluster.placement().map(PlacementPolicy::spreads).orElse(List.of())) {
            pod.spread(spread.counting(LabelSelector.of(labels)));
        }
        String storageClass = member.placed().storageClassName();
        if (!member.isArbiter() && cluster.storage().durable() && !storageClass.isEmpty()) {
            pod.addVolume(PodVolume.newClaim(member.claimName(), storageClass));
        }
        return pod.build();
    }

    /**
     * No arbiter unless the wish has one, which then follows ordinal 0; nothing moves; a record decides who leads: on the hub, or on the
     * majority of API servers that the environment names in {@code PGSPAN_RECORD_APIS}. Their names are taken for those of Kubernetes
     * clusters of the fleet.
     *
     * @throws io.pgspan.model.PgspanException when the environment names fewer than three servers, or one twice
     */
    public static PlacementLimits limits(Fleet fleet, NativeEngineOptions options) {
        return new PlacementLimits(
                false,
                true,
                false,
                options.recordServers()
                        .<ElectionModel>map(ElectionModel.StoreMajority::new)
                        .orElseGet(() -> ElectionModel.store(fleet.hub())),
                Set.of(
                        PlacementLimits.Change.CONFIRMATIONS,
                        PlacementLimits.Change.STORES,
                        PlacementLimits.Change.REPLICA));
    }

    private static List<Member> members(PostgresCluster cluster, Assignment assignment) {
        List<Member> members = new ArrayList<>();
        assignment.replicas().forEach(placed -> members.add(new Member(cluster, assignment, placed, false)));
        assignment.arbiter().ifPresent(placed -> members.add(new Member(cluster, assignment, placed, true)));
        return members;
    }
}
