package io.pgspan.operators.kubedb.ops;

import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a text said about a request.
 *
 * @param value the request, null when its type is unknown; a part that could not be read has its default, and a finding says so
 * @param status what KubeDB says about it
 * @param created when the API server took it, or null for one that is still to be sent
 * @param residue what was left over, for {@link OpsRequestWriter}
 * @param lint everything found: what could not be read, what the webhook refuses, what does something else than it seems to say
 */
public record OpsReading(
        @Nullable OpsRequest value,
        OpsStatus status,
        @Nullable Instant created,
        Residue residue,
        List<Lint> lint) {

    /** Copies the list. */
    public OpsReading {
        lint = List.copyOf(lint);
    }

    /** The request, faulty or not; empty when its type is unknown. */
    public Optional<OpsRequest> request() {
        return Optional.ofNullable(value);
    }

    /** The errors. */
    public List<Violation> violations() {
        return lint.stream()
                .filter(found -> found.severity() == Severity.ERROR)
                .map(Lint::toViolation)
                .toList();
    }

    /**
     * The request, when there is no error.
     *
     * @throws InvalidException with every error otherwise
     */
    public OpsRequest orThrow() {
        List<Violation> errors = violations();
        if (value == null || !errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return value;
    }
}
