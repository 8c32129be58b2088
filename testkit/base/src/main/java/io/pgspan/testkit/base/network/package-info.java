/** Ports on loopback and bounded waiting: what every test that starts a process needs. */
@NullMarked
package io.pgspan.testkit.base.network;

import org.jspecify.annotations.NullMarked;
