package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.PodContainer.HostPort;
import io.pgspan.model.fleet.PodRequests;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.NodeTerm;
import io.pgspan.model.placement.Preferred;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pod without its name and volumes, made ready for being judged: pods of one shape are judged alike. */
final class Shape {
    private final PodTemplate pod;
    private final PodClass podClass;
    private final Request request;
    private final List<HostPort> ports;
    private final Taints taints;
    private final SpreadRules spreads;
    private final Optional<Set<String>> names;

    Shape(PodTemplate pod, State state) {
        this.pod = pod;
        this.podClass = state.podClass(PodClass.Identity.of(pod, false));
        this.request = Request.of(pod, PodRequests.of(pod), state.resources());
        this.ports = PortTable.of(pod);
        this.taints = new Taints(pod.tolerations(), state.profile().comparesNumbers());
        this.spreads = SpreadRules.of(pod, state.profile(), state.contents());
        this.names = NodeTerms.names(pod.affinity().nodes().required());
    }

    PodTemplate pod() {
        return pod;
    }

    PodClass podClass() {
        return podClass;
    }

    Request request() {
        return request;
    }

    List<HostPort> ports() {
        return ports;
    }

    Taints taints() {
        return taints;
    }

    SpreadRules spreads() {
        return spreads;
    }

    /** The only nodes that are looked at, where the pod's affinity names some. */
    Optional<Set<String>> names() {
        return names;
    }

    List<NodeTerm> required() {
        return pod.affinity().nodes().required();
    }

    List<Preferred<NodeTerm>> preferred() {
        return pod.affinity().nodes().preferred();
    }

    /** Why the whole attempt fails for what the pod itself says, or null: an empty choice of names, or a malformed term. */
    @Nullable
    Reason rejection(PodRules rules) {
        if (names.isPresent() && names.get().isEmpty()) {
            return Reason.of(Plugin.NODE_AFFINITY, "pod affinity terms conflict", false);
        }
        for (Preferred<NodeTerm> term : preferred()) {
            boolean empty =
                    term.term().labels().isEmpty() && term.term().fields().isEmpty();
            if (term.weight() != 0 && !empty && !NodeTerms.isWellFormed(term.term())) {
                return Reason.of(Plugin.NODE_AFFINITY, "parsing pod: a preferred node term is malformed", false);
            }
        }
        @Nullable String spread = spreads.problem();
        if (spread != null) {
            return Reason.of(Plugin.POD_TOPOLOGY_SPREAD, "parsing pod: " + spread, false);
        }
        @Nullable String term = rules.problem();
        return term == null ? null : Reason.of(Plugin.INTER_POD_AFFINITY, "parsing pod: " + term, false);
    }

    /** Whether another pod is of this shape; most often it shares all its parts, so identity is asked before equality. */
    boolean fits(PodTemplate other) {
        return same(pod.namespace(), other.namespace())
                && same(pod.labels(), other.labels())
                && same(pod.containers(), other.containers())
                && same(pod.initContainers(), other.initContainers())
                && same(pod.podRequests(), other.podRequests())
                && same(pod.overhead(), other.overhead())
                && same(pod.nodeSelector(), other.nodeSelector())
                && same(pod.affinity(), other.affinity())
                && same(pod.tolerations(), other.tolerations())
                && same(pod.spreads(), other.spreads())
                && pod.nodeName().equals(other.nodeName())
                && pod.priority() == other.priority()
                && pod.preemptionPolicy() == other.preemptionPolicy()
                && pod.ownerSelector().equals(other.ownerSelector());
    }

    private static boolean same(Object a, Object b) {
        return a == b || a.equals(b);
    }

    /** Where a pod is looked up among shapes: cheap, and nearly always enough. */
    static int hash(PodTemplate pod) {
        return 31 * (31 * (31 * pod.labels().hashCode() + pod.spreads().hashCode()) + pod.priority())
                + pod.containers().hashCode()
                + pod.nodeName().hashCode();
    }
}
