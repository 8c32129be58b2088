/**
 * What changed between two wishes as an operator is given them, what the operator does with each change, and the plan of safe steps in which
 * they are carried out: values and arithmetic on trees, without any operator's knowledge.
 */
@NullMarked
package io.pgspan.operators.change;

import org.jspecify.annotations.NullMarked;
