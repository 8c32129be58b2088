@NullMarked
package io.pgspan.model.replication;

import org.jspecify.annotations.NullMarked;
