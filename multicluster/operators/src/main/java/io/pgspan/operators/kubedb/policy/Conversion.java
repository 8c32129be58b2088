package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy in another generation.
 *
 * @param policy the same policy without what was lost
 * @param losses everything the new generation can't say, none twice; empty when it says all
 * @param violations what is wrong with it now, for example a field the new generation demands and the old one did not have
 */
public record Conversion(PolicyObject policy, List<Loss> losses, List<Violation> violations) {
    /** Copies the lists. */
    public Conversion {
        losses = List.copyOf(losses);
        violations = List.copyOf(violations);
    }

    /** Whether nothing was lost. */
    public boolean isLossless() {
        return losses.isEmpty();
    }

    /**
     * The policy, when nothing was lost and nothing is wrong with it.
     *
     * @throws InvalidException otherwise; a loss is a violation of {@code kubedb.policy.conversion-loss}
     */
    public PolicyObject orThrow() {
        List<Violation> all = new ArrayList<>(violations);
        losses.forEach(loss -> all.add(
                Violation.of("kubedb.policy.conversion-loss", loss.path(), loss.value(), loss.why(), loss.remedy())));
        if (!all.isEmpty()) {
            throw new InvalidException(all);
        }
        return policy;
    }
}
