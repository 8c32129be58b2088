package io.pgspan.operators;

/** What only one operator has, as typed values; each dialect has a value of its own. */
public interface DialectOptions {}
