/**
 * Ports on loopback, bounded waiting, and networks that fail on demand: what every test that starts a process needs.
 * {@link io.pgspan.testkit.base.network.TcpProxy} is one link, {@link io.pgspan.testkit.base.network.ProxiedLinks} a network of them.
 */
@NullMarked
package io.pgspan.testkit.base.network;

import org.jspecify.annotations.NullMarked;
