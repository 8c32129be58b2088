package io.pgspan.model.fleet;

import io.pgspan.model.Resources;
import io.pgspan.model.ValueStyle;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Spread;
import io.pgspan.model.placement.Toleration;
import io.pgspan.model.text.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * A pod that an operator would create, with all that a scheduler sees of it. It is taken literally, as Kubernetes does: a spread
 * constraint or an affinity term without a selector matches no pod. Whoever makes templates writes the selectors out.
 */
@Value.Immutable
@ValueStyle
public interface PodTemplate extends WithPodTemplate {

    /** What a pod may do to pods of lower priority when it fits nowhere. */
    enum PreemptionPolicy {
        /** It may have them evicted. */
        LOWER_PRIORITY,
        /** It waits. */
        NEVER
    }

    /** The pod's name, unique in its namespace and cluster. */
    String name();

    /** The member of the assignment it is, where its operator calls pods otherwise; absent: the one of its name, if any. */
    Optional<String> member();

    /** Its namespace. Default: {@code default}. */
    @Value.Default
    default String namespace() {
        return "default";
    }

    /** The Kubernetes cluster it is sent to. Default: empty, where only one cluster is looked at. */
    @Value.Default
    default String clusterName() {
        return "";
    }

    /** Its labels: spread constraints and affinity terms of other pods find it by them. */
    Map<String, String> labels();

    /** Its containers, in order. */
    List<PodContainer> containers();

    /** What runs before them, in order; sidecars among them go on. */
    List<PodContainer> initContainers();

    /** What is requested for the pod as a whole: replaces the sum of the containers for CPU, memory and huge pages. */
    Map<String, Quantity> podRequests();

    /** What its runtime class adds. */
    Map<String, Quantity> overhead();

    /** Labels its node must have. */
    Map<String, String> nodeSelector();

    /** On which nodes, near and far from which pods. Default: nothing said. */
    @Value.Default
    default Affinity affinity() {
        return Affinity.none();
    }

    /** Taints it bears. */
    List<Toleration> tolerations();

    /** Its topology spread constraints; one without a selector counts no pod. */
    List<Spread> spreads();

    /** The one node it may run on, if it names one. */
    Optional<String> nodeName();

    /** Its volumes that a scheduler asks after. */
    List<PodVolume> volumes();

    /** Its priority: a pod may be evicted for one of higher priority. Default: 0. */
    @Value.Default
    default int priority() {
        return 0;
    }

    /** What it may do to pods of lower priority. Default: have them evicted. */
    @Value.Default
    default PreemptionPolicy preemptionPolicy() {
        return PreemptionPolicy.LOWER_PRIORITY;
    }

    /** The selector of its owner where that is a ReplicaSet, StatefulSet or ReplicationController: default spreading counts by it. */
    Optional<LabelSelector> ownerSelector();

    /** Whether it holds a copy of the data; an arbiter does not. Default: yes. */
    @Value.Default
    default boolean holdsData() {
        return true;
    }

    /** The CPU a scheduler reserves for it: containers and sidecars, or an init container that asks for more, and the overhead. */
    default Quantity cpu() {
        return PodRequests.of(this).quantity(Resources.CPU);
    }

    /** The memory a scheduler reserves for it, likewise. */
    default Quantity memory() {
        return PodRequests.of(this).quantity(Resources.MEMORY);
    }

    /** Starts a template. */
    static Builder builder() {
        return new Builder();
    }

    /** A template of one container with these requests and these labels. */
    static Builder of(String name, Map<String, String> labels, String cpu, String memory) {
        return builder().name(name).labels(labels).requests(Quantity.of(cpu), Quantity.of(memory));
    }

    /** A builder that starts with this value. */
    default Builder toBuilder() {
        Builder builder = new Builder();
        builder.from(this);
        return builder;
    }

    /** The fluent builder. */
    final class Builder extends ImmutablePodTemplate.Builder {
        Builder() {}

        /** Adds a container that requests this and names no image. */
        public Builder requests(Quantity cpu, Quantity memory) {
            return addContainer(PodContainer.of("main", Map.of(Resources.CPU, cpu, Resources.MEMORY, memory)));
        }

        /** Adds a constraint. */
        public Builder spread(Spread spread) {
            return addSpread(spread);
        }
    }
}
