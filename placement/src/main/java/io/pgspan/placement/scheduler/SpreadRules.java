package io.pgspan.placement.scheduler;

import io.pgspan.model.fleet.ClusterContents;
import io.pgspan.model.fleet.PodTemplate;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import io.pgspan.model.placement.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The spread constraints in force for a pod: its own, or if it has none at all the profile's, which count by the services that select the
 * pod and by its owner.
 *
 * @param hard those that filter
 * @param soft those that score
 * @param everyKey whether nodes must carry the keys of all soft constraints; not so with Kubernetes' own defaults
 */
record SpreadRules(List<Counted> hard, List<Counted> soft, boolean everyKey) {
    private static final List<Spread> SYSTEM = List.of(
            Spread.acrossNodes().maxSkew(3).scheduleAnyway(),
            Spread.acrossZones().maxSkew(5).scheduleAnyway());

    static SpreadRules of(PodTemplate pod, SchedulerProfile profile, ClusterContents contents) {
        if (!pod.spreads().isEmpty()) {
            return split(pod.spreads(), pod, true);
        }
        List<Spread> defaults = profile.defaultSpreads().orElse(SYSTEM);
        return derived(pod, contents)
                .map(selector -> split(
                        defaults.stream().map(s -> s.counting(selector)).toList(),
                        pod,
                        profile.defaultSpreads().isPresent()))
                .orElseGet(() -> new SpreadRules(List.of(), List.of(), true));
    }

    private static SpreadRules split(List<Spread> spreads, PodTemplate pod, boolean everyKey) {
        List<Counted> hard = new ArrayList<>();
        List<Counted> soft = new ArrayList<>();
        for (Spread spread : spreads) {
            Counted counted = Counted.of(spread, pod);
            (counted.isHard() ? hard : soft).add(counted);
        }
        return new SpreadRules(hard, soft, everyKey);
    }

    private static Optional<LabelSelector> derived(PodTemplate pod, ClusterContents contents) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (ClusterContents.Service service : contents.services()) {
            @Nullable Map<String, String> selector = service.selector();
            if (selector != null
                    && service.namespace().equals(pod.namespace())
                    && pod.labels().entrySet().containsAll(selector.entrySet())) {
                labels.putAll(selector);
            }
        }
        List<Requirement> requirements = new ArrayList<>();
        pod.ownerSelector().ifPresent(owner -> {
            owner.labels().forEach((key, value) -> requirements.add(Requirement.in(key, value)));
            requirements.addAll(owner.requirements());
        });
        return labels.isEmpty() && requirements.isEmpty()
                ? Optional.empty()
                : Optional.of(new LabelSelector(labels, requirements));
    }

    /** What Kubernetes would refuse about a selector, or null. */
    @Nullable
    String problem() {
        for (List<Counted> kind : List.of(hard, soft)) {
            for (Counted counted : kind) {
                @Nullable String problem = Selectors.problem(counted.selector());
                if (problem != null) {
                    return problem;
                }
            }
        }
        return null;
    }
}
