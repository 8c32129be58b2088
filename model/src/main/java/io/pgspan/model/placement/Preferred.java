package io.pgspan.model.placement;

/**
 * A preference and its weight.
 *
 * @param weight 1 to 100 (checked by validation)
 * @param term what is preferred
 * @param <T> its kind
 */
public record Preferred<T>(int weight, T term) {}
