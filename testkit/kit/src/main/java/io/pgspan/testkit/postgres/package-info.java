/** What an application does to a PostgreSQL cluster while a test breaks it. */
@NullMarked
package io.pgspan.testkit.postgres;

import org.jspecify.annotations.NullMarked;
