package io.pgspan.operators.nativeengine;

import io.pgspan.operators.feature.Capabilities;
import io.pgspan.operators.feature.Feature;
import io.pgspan.operators.feature.Features;
import io.pgspan.operators.feature.InstanceFeatures;
import io.pgspan.operators.feature.OperationFeatures;
import io.pgspan.operators.feature.PlacementFeatures;
import io.pgspan.operators.feature.ReplicationFeatures;
import io.pgspan.operators.feature.Restrictions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the native engine makes of every feature: what it does not name here it does not have. */
final class NativeCapabilities {
    static final Capabilities TABLE = table();

    static final Restrictions<NativeEngineOptions> RESTRICTIONS = Restrictions.of(TABLE, List.of());

    private NativeCapabilities() {}

    private static Capabilities table() {
        Map<Feature, String> has = new LinkedHashMap<>();
        has.put(InstanceFeatures.PARAMETERS, "given to the agent, which writes the configuration");
        has.put(InstanceFeatures.EPHEMERAL_STORAGE, "an emptyDir volume");
        has.put(InstanceFeatures.ARBITER, "a pod without data; it follows ordinal 0");
        has.put(PlacementFeatures.CLUSTERS, "one ManifestWork a cluster; ordinals can't move");
        has.put(PlacementFeatures.STORAGE_CLASS_PER_CLUSTER, "the claim's storage class");
        has.put(PlacementFeatures.SPREAD, "topology spread constraints of the pods");
        has.put(PlacementFeatures.SPREAD_OTHER_KEYS, "topology spread constraints of the pods");
        has.put(ReplicationFeatures.SYNCHRONOUS, "the agents write synchronous_standby_names");
        Map<Feature, String> partly = new LinkedHashMap<>();
        partly.put(PlacementFeatures.SLICE, "names the network only: pods are reached by the slice's names");
        partly.put(PlacementFeatures.POLICY_NAME, "the name is of no use: there is no object of it");
        partly.put(ReplicationFeatures.SYNC_FIRST, "any k instead of the first k");
        partly.put(ReplicationFeatures.COMMIT_LEVEL, "always on: confirmed when a standby has flushed");
        partly.put(InstanceFeatures.LABELS, "kept on the wish, not put on objects");
        partly.put(InstanceFeatures.ANNOTATIONS, "kept on the wish, not put on objects");
        partly.put(OperationFeatures.DELETION_PROTECTION, "pgspan removes nothing by itself");
        partly.put(
                OperationFeatures.DELETE_VOLUMES, "volumes go when their objects are removed, which nobody does yet");
        partly.put(OperationFeatures.WIPE_OUT, "as delete-volumes: nothing removes backups");
        Capabilities.Builder table = Capabilities.of("native");
        for (Feature feature : Features.all()) {
            if (has.containsKey(feature)) {
                table.yes(feature, has.get(feature));
            } else if (partly.containsKey(feature)) {
                table.partly(feature, partly.get(feature));
            } else {
                table.no(feature, "use an operator that has it, or leave it out");
            }
        }
        return table.build();
    }
}
