package io.pgspan.operators.kubedb;

import io.pgspan.model.PgspanException;
import io.pgspan.model.placement.LabelSelector;
import io.pgspan.model.placement.Requirement;
import org.jspecify.annotations.Nullable;

/**
 * Which objects of KubeDB's schema manager may make databases and users here.
 *
 * @param from the namespaces they may stand in; default {@link From#SAME}
 * @param namespaces labels of those namespaces, used with {@link From#SELECTOR}; or null
 * @param objects labels the objects must have; or null
 */
public record AllowedSchemas(
        From from,
        @Nullable LabelSelector namespaces,
        @Nullable LabelSelector objects) {
    private static final AllowedSchemas DEFAULTS = new AllowedSchemas(From.SAME, null, null);

    /** The namespaces objects may stand in. */
    public enum From {
        /** The database's own. */
        SAME,
        /** Every one. */
        ALL,
        /** Those with certain labels. */
        SELECTOR
    }

    /**
     * Checks the selectors.
     *
     * @throws PgspanException when one compares numbers, which only selectors of nodes can
     */
    public AllowedSchemas {
        check(namespaces);
        check(objects);
    }

    private static void check(@Nullable LabelSelector selector) {
        if (selector == null) {
            return;
        }
        for (Requirement one : selector.requirements()) {
            if (one.operator() == Requirement.Operator.GT || one.operator() == Requirement.Operator.LT) {
                throw new PgspanException("allowed schemas: " + one.key() + " is compared by " + one.operator()
                        + "; use IN, NOT_IN, EXISTS or DOES_NOT_EXIST");
            }
        }
    }

    /** Objects of the database's own namespace. */
    public static AllowedSchemas ofDefaults() {
        return DEFAULTS;
    }
}
