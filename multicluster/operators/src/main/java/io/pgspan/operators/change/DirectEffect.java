package io.pgspan.operators.change;

/**
 * What one change would do if the operator were simply given the new manifest.
 *
 * @param object whose change
 * @param change the change
 * @param effect the worst it does when it is made in the right way
 * @param happens what the operator would do now
 * @param basis the fact behind it
 */
public record DirectEffect(ObjectKey object, Change change, Effect effect, String happens, String basis) {}
