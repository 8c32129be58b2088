package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A spread constraint as one pod means it: the pod's values of the label keys are merged into the selector.
 *
 * @param spread the constraint
 * @param selector which pods are counted, or null for none
 * @param self 1 when the pod itself would be counted, else 0
 */
record Counted(Spread spread, @Nullable LabelSelector selector, int self) {

    static Counted of(Spread spread, PodTemplate pod) {
        @Nullable LabelSelector selector = spread.selector();
        if (selector != null) {
            List<Requirement> requirements = new ArrayList<>(selector.requirements());
            Term.merge(requirements, spread.matchLabelKeys(), Requirement.Operator.IN, pod.labels());
            selector = new LabelSelector(selector.labels(), requirements);
        }
        return new Counted(spread, selector, Selectors.matches(selector, pod.labels()) ? 1 : 0);
    }

    /** Whether pods of a class are counted: of the same namespace, not being deleted; an empty selector counts none. */
    boolean counts(String namespace, PodClass podClass) {
        return !podClass.isTerminating()
                && podClass.namespace().equals(namespace)
                && selector != null
                && !Selectors.isEmpty(selector)
                && Selectors.matches(selector, podClass.labels());
    }

    boolean isHard() {
        return spread.whenUnsatisfiable() == Spread.WhenUnsatisfiable.DO_NOT_SCHEDULE;
    }

    boolean honorsAffinity() {
        return spread.nodeAffinityPolicy() != Spread.NodePolicy.IGNORE;
    }

    boolean honorsTaints() {
        return spread.nodeTaintsPolicy() == Spread.NodePolicy.HONOR;
    }
}
