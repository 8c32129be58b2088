package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.Affinity;
import io.pgspan.model.placement.PodAffinity;
import java.util.List;
import java.util.Map;

/**
 * All pods that others see as the same: of one namespace, with the same labels and affinity to pods, and alike in whether they are being
 * deleted. Whether a selector matches is asked once per class, not once per pod.
 */
final class PodClass {
    private final int number;
    private final Identity identity;
    private final List<Term> near;
    private final List<Term> apart;
    private final List<Term> preferNear;
    private final List<Term> preferApart;
    private final NodeCounts counts = new NodeCounts();

    /** What makes pods the same. */
    record Identity(
            String namespace, Map<String, String> labels, boolean terminating, PodAffinity near, PodAffinity apart) {
        static Identity of(PodTemplate pod, boolean terminating) {
            Affinity affinity = pod.affinity();
            return new Identity(pod.namespace(), pod.labels(), terminating, affinity.near(), affinity.apart());
        }
    }

    PodClass(int number, Identity identity) {
        this.number = number;
        this.identity = identity;
        String namespace = identity.namespace();
        Map<String, String> labels = identity.labels();
        this.near = valid(Term.required(identity.near().required(), namespace, labels));
        this.apart = valid(Term.required(identity.apart().required(), namespace, labels));
        this.preferNear = valid(Term.preferred(identity.near().preferred(), namespace, labels));
        this.preferApart = valid(Term.preferred(identity.apart().preferred(), namespace, labels));
    }

    private static List<Term> valid(List<Term> terms) {
        return terms.stream().filter(term -> term.problem() == null).toList();
    }

    int number() {
        return number;
    }

    String namespace() {
        return identity.namespace();
    }

    Map<String, String> labels() {
        return identity.labels();
    }

    boolean isTerminating() {
        return identity.terminating();
    }

    List<Term> near() {
        return near;
    }

    List<Term> apart() {
        return apart;
    }

    List<Term> preferNear() {
        return preferNear;
    }

    List<Term> preferApart() {
        return preferApart;
    }

    /** How many of them run on each node. */
    NodeCounts counts() {
        return counts;
    }
}
