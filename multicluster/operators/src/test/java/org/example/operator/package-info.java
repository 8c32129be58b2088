/** A dialect as a stranger writes one: by what pgspan publishes, and by nothing else. */
@NullMarked
package org.example.operator;

import org.jspecify.annotations.NullMarked;
