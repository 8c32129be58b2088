package io.pgspan.model.validation;

import io.pgspan.model.PgspanException;
import java.util.List;
import java.util.stream.Collectors;

/** A wish, or what it meets, that can't be carried out, with everything that is wrong with it. */
public class InvalidException extends PgspanException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial")
    private final List<Violation> violations;

    /** @param violations at least one */
    public InvalidException(List<Violation> violations) {
        super(violations.size()
                + (violations.size() == 1 ? " violation:\n" : " violations:\n")
                + violations.stream().map(v -> "  " + v).collect(Collectors.joining("\n")));
        this.violations = List.copyOf(violations);
    }

    /**
     * Goes on when nothing was found.
     *
     * @throws InvalidException with all that was
     */
    public static void requireNone(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidException(violations);
        }
    }

    /** Everything that is wrong, in the order of the text. */
    public List<Violation> violations() {
        return violations;
    }
}
