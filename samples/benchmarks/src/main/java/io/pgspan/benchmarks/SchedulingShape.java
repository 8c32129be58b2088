package io.pgspan.benchmarks;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.KubernetesCluster;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Preferred;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.text.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The shapes of pods that Kubernetes' own scheduler is measured with, by the names of its tests. */
public enum SchedulingShape {
    /** Nothing but requests. */
    BASIC {
        @Override
        PodTemplate pod() {
            return plain().build();
        }
    },
    /** A hard constraint over zones. */
    TOPOLOGY_SPREADING {
        @Override
        PodTemplate pod() {
            return plain().spread(Spread.acrossZones().counting(BLUE)).build();
        }
    },
    /** A soft constraint over zones. */
    PREFERRED_TOPOLOGY_SPREADING {
        @Override
        PodTemplate pod() {
            return plain().spread(Spread.acrossZones().scheduleAnyway().counting(BLUE))
                    .build();
        }
    },
    /** No constraint, but a service. */
    DEFAULT_TOPOLOGY_SPREADING {
        @Override
        PodTemplate pod() {
            return plain().labels(Map.of("app", "served")).build();
        }
    },
    /** A hard constraint that honours taints and affinity. */
    NODE_INCLUSION_POLICY {
        @Override
        PodTemplate pod() {
            Spread honouring = new Spread(
                    Spread.HOSTNAME,
                    1,
                    Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE,
                    BLUE,
                    null,
                    Spread.NodePolicy.HONOR,
                    Spread.NodePolicy.HONOR,
                    List.of());
            return plain().spread(honouring).build();
        }
    },
    /** Never two on a node. */
    POD_ANTI_AFFINITY {
        @Override
        PodTemplate pod() {
            return plain().affinity(required(null, PodTerm.of(Spread.HOSTNAME, BLUE)))
                    .build();
        }
    },
    /** All in one zone. */
    POD_AFFINITY {
        @Override
        PodTemplate pod() {
            return plain().affinity(required(PodTerm.of(Spread.ZONE, BLUE), null))
                    .build();
        }
    },
    /** Rather on one node. */
    PREFERRED_POD_AFFINITY {
        @Override
        PodTemplate pod() {
            return plain().affinity(new Affinity(
                            NodeAffinity.none(), preferred(PodTerm.of(Spread.HOSTNAME, BLUE)), PodAffinity.none()))
                    .build();
        }
    },
    /** Rather not on one node. */
    PREFERRED_POD_ANTI_AFFINITY {
        @Override
        PodTemplate pod() {
            return plain().affinity(new Affinity(
                            NodeAffinity.none(), PodAffinity.none(), preferred(PodTerm.of(Spread.HOSTNAME, BLUE))))
                    .build();
        }
    },
    /** Never two on a node, over all namespaces of a label. */
    REQUIRED_POD_ANTI_AFFINITY_WITH_NS_SELECTOR {
        @Override
        PodTemplate pod() {
            return plain().namespace("team-1")
                    .affinity(required(null, overNamespaces()))
                    .build();
        }
    },
    /** Rather not on one node, over all namespaces of a label. */
    PREFERRED_ANTI_AFFINITY_WITH_NS_SELECTOR {
        @Override
        PodTemplate pod() {
            return plain().namespace("team-1")
                    .affinity(new Affinity(NodeAffinity.none(), PodAffinity.none(), preferred(overNamespaces())))
                    .build();
        }
    },
    /** On nodes of two zones. */
    NODE_AFFINITY {
        @Override
        PodTemplate pod() {
            return plain().affinity(Affinity.toNodes(
                            NodeAffinity.require(NodeTerm.of(Requirement.in(Spread.ZONE, "zone-1", "zone-2")))))
                    .build();
        }
    },
    /** Plain ones among pods of the other shapes. */
    MIXED {
        @Override
        PodTemplate pod() {
            return plain().build();
        }

        @Override
        List<PodTemplate> before() {
            return List.of(
                    BASIC.pod(),
                    POD_AFFINITY.pod(),
                    PREFERRED_POD_AFFINITY.pod(),
                    PREFERRED_POD_ANTI_AFFINITY.pod(),
                    PREFERRED_TOPOLOGY_SPREADING.pod());
        }
    },
    /** Plain ones while one that fits nowhere is tried between them. */
    UNSCHEDULABLE {
        @Override
        PodTemplate pod() {
            return PodTemplate.of("", Map.of("color", "red"), "100", "500Mi").build();
        }

        @Override
        List<PodTemplate> before() {
            return List.of(BASIC.pod());
        }
    };

    private static final LabelSelector BLUE = LabelSelector.of(Map.of("color", "blue"));
    private static final int NAMESPACES = 100;
    private static final int ZONES = 3;

    /** The pod that is measured. */
    abstract PodTemplate pod();

    /** The pods that are there before, in turn. */
    List<PodTemplate> before() {
        return List.of(pod());
    }

    private static PodTemplate.Builder plain() {
        return PodTemplate.of("", Map.of("color", "blue"), "100m", "500Mi");
    }

    private static Affinity required(@Nullable PodTerm near, @Nullable PodTerm apart) {
        return new Affinity(NodeAffinity.none(), terms(near), terms(apart));
    }

    private static PodAffinity terms(@Nullable PodTerm term) {
        return term == null ? PodAffinity.none() : new PodAffinity(List.of(term), List.of());
    }

    private static PodAffinity preferred(PodTerm term) {
        return new PodAffinity(List.of(), List.of(new Preferred<>(1, term)));
    }

    private static PodTerm overNamespaces() {
        return new PodTerm(
                Spread.HOSTNAME, BLUE, List.of(), LabelSelector.of(Map.of("team", "devops")), List.of(), List.of());
    }

    /** Nodes of 4 CPUs and 32Gi in three zones. */
    static KubernetesCluster cluster(int size) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            nodes.add(new Node(
                    "node-" + i,
                    Map.of(Spread.HOSTNAME, "node-" + i, Spread.ZONE, "zone-" + i % ZONES),
                    Quantity.of("4"),
                    Quantity.of("32Gi"),
                    List.of(),
                    true));
        }
        ClusterContents.Builder contents = ClusterContents.builder()
                .addService(new ClusterContents.Service("default", "served", Map.of("app", "served")));
        for (int i = 0; i < NAMESPACES; i++) {
            contents.putNamespace("team-" + i, Map.of("team", "devops"));
        }
        return new KubernetesCluster("large", nodes, List.of(), null, contents.build());
    }
}
