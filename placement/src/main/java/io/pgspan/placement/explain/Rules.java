package io.pgspan.placement.explain;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.Node;
import io.pgspan.model.fleet.PodContainer;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.fleet.RunningPod;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.NodeAffinity;
import io.pgspan.model.placement.PodAffinity;
import io.pgspan.model.placement.PodTerm;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.text.Quantity;
import io.pgspan.placement.scheduler.Plugin;
import io.pgspan.placement.scheduler.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The rules behind the reasons against one node, each of which may be given up on its own. */
final class Rules {
    private static final String SHORT_OF = "Insufficient ";

    private final Trial trial;
    private final Node node;
    private final List<Rule> found = new ArrayList<>();
    private final Set<Relaxation> known = new HashSet<>();

    Rules(Trial trial, Node node) {
        this.trial = trial;
        this.node = node;
    }

    /** In the plugins' order. */
    List<Rule> behind(List<Reason> reasons) {
        for (Reason reason : reasons) {
            switch (reason.plugin()) {
                case NODE_UNSCHEDULABLE ->
                    add(
                            "cordon",
                            Plugin.NODE_UNSCHEDULABLE,
                            "uncordon " + node.name(),
                            t -> t.node(node.name(), n -> n.schedulable(true)));
                case NODE_NAME ->
                    pod(
                            Plugin.NODE_NAME,
                            "name no node",
                            p -> p.toBuilder().nodeName(Optional.empty()).build());
                case TAINT_TOLERATION -> taints();
                case NODE_AFFINITY -> nodeAffinity();
                case NODE_PORTS -> pod(Plugin.NODE_PORTS, "take no port of the node", Rules::withoutPorts);
                case NODE_RESOURCES_FIT -> resources(reason);
                case VOLUME_RESTRICTIONS, NODE_VOLUME_LIMITS, VOLUME_BINDING, VOLUME_ZONE ->
                    add(
                            "volumes",
                            Plugin.VOLUME_BINDING,
                            "give it volumes that " + node.name() + " can reach",
                            t -> t.pod(p -> p.toBuilder().volumes(List.of()).build()));
                case POD_TOPOLOGY_SPREAD -> spreads();
                case INTER_POD_AFFINITY -> podAffinity();
                case BALANCED_ALLOCATION, IMAGE_LOCALITY -> {}
            }
        }
        found.sort(Comparator.comparing(rule -> rule.relaxation().plugin()));
        return List.copyOf(found);
    }

    private void add(String kind, Plugin plugin, String what, UnaryOperator<Trial> without) {
        Relaxation relaxation = new Relaxation(plugin, what);
        if (known.add(relaxation)) {
            found.add(new Rule(kind, relaxation, without));
        }
    }

    private void pod(Plugin plugin, String what, UnaryOperator<PodTemplate> without) {
        add(what, plugin, what, t -> t.pod(without));
    }

    private void taints() {
        for (Node.Taint taint : node.taints()) {
            if (!taint.effect().equals("PreferNoSchedule")) {
                Toleration bears = taint.value().isEmpty()
                        ? Toleration.exists(taint.key())
                        : Toleration.equal(taint.key(), taint.value());
                pod(
                        Plugin.TAINT_TOLERATION,
                        "tolerate the taint " + taint.key() + (taint.value().isEmpty() ? "" : "=" + taint.value()) + ":"
                                + taint.effect(),
                        p -> p.toBuilder().addToleration(bears).build());
            }
        }
    }

    private void nodeAffinity() {
        for (String key : new TreeSet<>(trial.pod().nodeSelector().keySet())) {
            String value = trial.pod().nodeSelector().getOrDefault(key, "");
            if (!value.equals(node.labels().get(key))) {
                pod(Plugin.NODE_AFFINITY, "drop the node selector " + key + "=" + value, p -> {
                    Map<String, String> rest = new HashMap<>(p.nodeSelector());
                    rest.remove(key);
                    return p.toBuilder().nodeSelector(rest).build();
                });
            }
        }
        if (!trial.pod().affinity().nodes().required().isEmpty()) {
            affinity(
                    Plugin.NODE_AFFINITY,
                    "drop the required node affinity",
                    a -> new Affinity(new NodeAffinity(List.of(), a.nodes().preferred()), a.near(), a.apart()));
        }
    }

    private void affinity(Plugin plugin, String what, UnaryOperator<Affinity> without) {
        pod(
                plugin,
                what,
                p -> p.toBuilder().affinity(without.apply(p.affinity())).build());
    }

    private void resources(Reason reason) {
        if (!reason.text().startsWith(SHORT_OF)) {
            add(
                    "pods",
                    Plugin.NODE_RESOURCES_FIT,
                    "let " + node.name() + " take one pod more",
                    t -> t.node(node.name(), Rules::withRoom));
            return;
        }
        String resource = reason.text().substring(SHORT_OF.length());
        add(
                resource,
                Plugin.NODE_RESOURCES_FIT,
                "request less " + resource + " or free some on " + node.name()
                        + (reason.detail().isEmpty() ? "" : " (" + reason.detail() + ")"),
                t -> t.pod(p -> p.toBuilder()
                        .containers(without(p.containers(), resource))
                        .initContainers(without(p.initContainers(), resource))
                        .podRequests(without(p.podRequests(), resource))
                        .overhead(without(p.overhead(), resource))
                        .build()));
    }

    private static Node withRoom(Node node) {
        Map<String, Quantity> more = new HashMap<>(node.allocatable());
        more.put(Node.PODS, Quantity.of(Integer.toString(Integer.MAX_VALUE)));
        return new Node(
                node.name(),
                node.labels(),
                more,
                node.images(),
                node.taints(),
                node.schedulable(),
                node.volumeLimits());
    }

    private static List<PodContainer> without(List<PodContainer> containers, String resource) {
        return containers.stream()
                .map(c -> new PodContainer(
                        c.name(), c.image(), without(c.requests(), resource), c.hostPorts(), c.sidecar()))
                .toList();
    }

    private static Map<String, Quantity> without(Map<String, Quantity> requests, String resource) {
        Map<String, Quantity> rest = new HashMap<>(requests);
        rest.remove(resource);
        return rest;
    }

    private static PodTemplate withoutPorts(PodTemplate pod) {
        return pod.toBuilder()
                .containers(pod.containers().stream().map(Rules::withoutPorts).toList())
                .initContainers(
                        pod.initContainers().stream().map(Rules::withoutPorts).toList())
                .build();
    }

    private static PodContainer withoutPorts(PodContainer container) {
        return container.hostPorts(new PodContainer.HostPort[0]);
    }

    private void spreads() {
        for (Spread spread : trial.pod().spreads()) {
            if (spread.whenUnsatisfiable() == Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE) {
                pod(
                        Plugin.POD_TOPOLOGY_SPREAD,
                        "make the spread over " + spread.topologyKey() + " with maxSkew " + spread.maxSkew()
                                + " a preference (ScheduleAnyway)",
                        p -> p.toBuilder()
                                .spreads(p.spreads().stream()
                                        .map(s -> s.equals(spread) ? s.scheduleAnyway() : s)
                                        .toList())
                                .build());
            }
        }
    }

    private void podAffinity() {
        for (PodTerm term : trial.pod().affinity().near().required()) {
            affinity(
                    Plugin.INTER_POD_AFFINITY,
                    "drop the required pod affinity over " + term.topologyKey(),
                    a -> new Affinity(a.nodes(), without(a.near(), term), a.apart()));
        }
        for (PodTerm term : trial.pod().affinity().apart().required()) {
            affinity(
                    Plugin.INTER_POD_AFFINITY,
                    "drop the required pod anti-affinity over " + term.topologyKey(),
                    a -> new Affinity(a.nodes(), a.near(), without(a.apart(), term)));
        }
        add(
                "repelled",
                Plugin.INTER_POD_AFFINITY,
                "drop the required pod anti-affinity of the pods that run already",
                t -> new Trial(t.cluster().contents(friendly(t.cluster().contents())), t.pod()));
    }

    private static PodAffinity without(PodAffinity affinity, PodTerm term) {
        return new PodAffinity(
                affinity.required().stream().filter(t -> !t.equals(term)).toList(), affinity.preferred());
    }

    private static ClusterContents friendly(ClusterContents contents) {
        return contents.toBuilder()
                .pods(contents.pods().stream().map(Rules::friendly).toList())
                .build();
    }

    private static RunningPod friendly(RunningPod running) {
        PodTemplate pod = running.pod();
        Affinity own = pod.affinity();
        PodTemplate other = pod.toBuilder()
                .affinity(new Affinity(
                        own.nodes(),
                        own.near(),
                        new PodAffinity(List.of(), own.apart().preferred())))
                .build();
        return new RunningPod(
                other,
                running.nodeName(),
                running.terminating(),
                running.started(),
                running.nominated(),
                running.resize());
    }
}
