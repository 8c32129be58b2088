package io.pgspan.operators.kubedb.policy;

import io.pgspan.model.validation.InvalidException;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Severity;
import java.util.List;

/**
 * What a text said about a policy.
 *
 * @param policy the policy; a part that could not be read has its default, and a finding says so
 * @param residue what was left over, for {@link PolicyObjectWriter}
 * @param lint everything found: what could not be read, what KubeDB refuses, what does something else than it seems to say
 */
public record PolicyReading(PolicyObject policy, Residue residue, List<Lint> lint) {
    /** Copies the list. */
    public PolicyReading {
        lint = List.copyOf(lint);
    }

    /**
     * The policy, when there is no error.
     *
     * @throws InvalidException with every error otherwise
     */
    public PolicyObject orThrow() {
        List<Lint> errors = lint.stream()
                .filter(found -> found.severity() == Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            throw new InvalidException(errors.stream().map(Lint::toViolation).toList());
        }
        return policy;
    }
}
