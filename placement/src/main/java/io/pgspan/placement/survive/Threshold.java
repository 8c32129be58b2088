package io.pgspan.placement.survive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * A loss is fatal when the weights of the lost domains add up to {@code need}.
 *
 * @param weight the weight of each domain
 * @param need what is fatal; zero or less is fatal without any loss
 */
record Threshold(ToIntFunction<FailureDomain> weight, int need) {

    /**
     * The fewest of the domains that reach it: the heaviest first, which is optimal since weights add up. Of equals the first by path.
     * Cost: D log D.
     */
    Optional<List<FailureDomain>> fewest(List<FailureDomain> domains) {
        List<FailureDomain> heaviest = new ArrayList<>(domains);
        heaviest.sort(Comparator.comparingInt((FailureDomain d) -> -weight.applyAsInt(d))
                .thenComparing(d -> d));
        List<FailureDomain> taken = new ArrayList<>();
        int sum = 0;
        for (FailureDomain domain : heaviest) {
            if (sum >= need) {
                break;
            }
            if (weight.applyAsInt(domain) > 0) {
                sum += weight.applyAsInt(domain);
                taken.add(domain);
            }
        }
        taken.sort(null);
        return sum >= need ? Optional.of(List.copyOf(taken)) : Optional.empty();
    }
}
