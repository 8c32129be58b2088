package io.pgspan.operators.feature;

import java.util.List;
import java.util.stream.Stream;

/** Every feature, by theme. Name, namespace, version, replicas, size and resources are no features: every operator has them. */
public final class Features {
    private static final List<Feature> ALL = Stream.of(
                    InstanceFeatures.all(), PlacementFeatures.all(), ReplicationFeatures.all(), OperationFeatures.all())
            .flatMap(List::stream)
            .toList();

    private Features() {}

    /** All of them; ids are unique. */
    public static List<Feature> all() {
        return ALL;
    }
}
