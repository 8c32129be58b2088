/** One member's loop without I/O, threads or clocks: the agent and the simulator carry out what it asks for. */
@NullMarked
package io.pgspan.ha.loop;

import org.jspecify.annotations.NullMarked;
