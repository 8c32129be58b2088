package io.pgspan.operators.kubedb;

import io.pgspan.operators.feature.Limit;
import io.pgspan.operators.feature.Restrictions;
import java.util.ArrayList;
import java.util.List;

/** All that KubeDB can't express: the features it refuses, and the parts it lacks of those it has. */
final class KubeDbLimits {
    static final Restrictions<KubeDbOptions> RESTRICTIONS = Restrictions.of(KubeDbCapabilities.TABLE, parts());

    private KubeDbLimits() {}

    private static List<Limit<KubeDbOptions>> parts() {
        List<Limit<KubeDbOptions>> parts = new ArrayList<>(PlacementParts.all());
        parts.addAll(InstanceParts.all());
        parts.addAll(OperationParts.all());
        return parts;
    }
}
