package io.pgspan.operators.crunchy.upgrade;

import io.pgspan.model.validation.InvalidException;
import io.pgspan.model.validation.Violation;
import io.pgspan.operators.Lint;
import io.pgspan.operators.Residue;
import io.pgspan.operators.Severity;
import java.util.List;

/**
 * What a text said about an upgrade.
 *
 * @param upgrade the upgrade; a part that could not be read is empty or 0, and a finding says so
 * @param status what the operator says about it
 * @param residue what was left over, for {@link UpgradeWriter}
 * @param lint everything found
 */
public record UpgradeReading(PgUpgrade upgrade, UpgradeStatus status, Residue residue, List<Lint> lint) {

    /** Copies the list. */
    public UpgradeReading {
        lint = List.copyOf(lint);
    }

    /** The errors. */
    public List<Violation> violations() {
        return lint.stream()
                .filter(found -> found.severity() == Severity.ERROR)
                .map(Lint::toViolation)
                .toList();
    }

    /**
     * The upgrade, when there is no error.
     *
     * @throws InvalidException with every error otherwise
     */
    public PgUpgrade orThrow() {
        List<Violation> errors = violations();
        if (!errors.isEmpty()) {
            throw new InvalidException(errors);
        }
        return upgrade;
    }
}
