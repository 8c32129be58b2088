package io.pgspan.model.validation;

import java.util.List;

/**
 * A named rule over a value.
 *
 * @param <T> what it judges
 */
public interface Rule<T> {
    /** The rule's id. */
    String id();

    /** Everything this rule finds; empty when the value keeps it. */
    List<Violation> check(T value);
}
