package io.pgspan.operators.feature;

/**
 * What an operator makes of one feature.
 *
 * @param feature the feature
 * @param support how far
 * @param note with {@link Support#YES} how it is written there, with {@link Support#PARTLY} what is missing, with {@link Support#NO}
 *     what to do instead
 */
public record Capability(Feature feature, Support support, String note) {}
