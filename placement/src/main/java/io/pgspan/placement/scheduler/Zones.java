package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PersistentVolume;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Zones and regions of volumes, by label; a node without any such label is taken for one of a cluster with a single zone. */
final class Zones {
    private static final Map<String, String> KEYS = keys();

    private Zones() {}

    /** The labels of zones and regions, the old ones with the new ones they became. */
    private static Map<String, String> keys() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone");
        keys.put("failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region");
        keys.put("topology.kubernetes.io/zone", "topology.kubernetes.io/zone");
        keys.put("topology.kubernetes.io/region", "topology.kubernetes.io/region");
        return keys;
    }

    static boolean match(PersistentVolume volume, Node node) {
        if (KEYS.keySet().stream().noneMatch(node.labels()::containsKey)) {
            return true;
        }
        for (Map.Entry<String, String> key : KEYS.entrySet()) {
            @Nullable String wanted = volume.labels().get(key.getKey());
            if (wanted == null) {
                continue;
            }
            @Nullable String own = node.labels().get(key.getKey());
            @Nullable String value = own == null ? node.labels().get(key.getValue()) : own;
            if (value == null || !Arrays.asList(wanted.split("__", -1)).contains(value)) {
                return false;
            }
        }
        return true;
    }
}
