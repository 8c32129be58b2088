package io.pgspan.operators.change;

/**
 * What becomes of a change of one field, or of all fields below one.
 *
 * @param pattern the field, with list items open: {@code spec.containers[name].image}; {@code [name]} is the key of the items, {@code []} says
 *     they have none
 * @param effect the worst the operator does when the change is made in its way
 * @param way the way it is made, a word of the dialect, for example the type of an operation
 * @param basis the fact that justifies it
 */
public record FieldClass(String pattern, Effect effect, String way, String basis) {}
