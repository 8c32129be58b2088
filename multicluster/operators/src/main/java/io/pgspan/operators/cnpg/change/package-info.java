/**
 * How a CloudNativePG cluster is changed: what each field's change makes the operator do, in which order changes are safe, which of them it
 * refuses or never carries out, and how the aim of such a one is achieved.
 */
@NullMarked
package io.pgspan.operators.cnpg.change;

import org.jspecify.annotations.NullMarked;
