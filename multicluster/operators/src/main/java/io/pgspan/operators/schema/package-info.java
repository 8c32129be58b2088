/** What an API server makes of an object, told from the installed CustomResourceDefinitions: refused, changed, or stored as written. */
@NullMarked
package io.pgspan.operators.schema;

import org.jspecify.annotations.NullMarked;
