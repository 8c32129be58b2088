package io.pgspan.ha.loop;

import io.pgspan.ha.HaAction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one thing a loop wants done next. Its outcome is told by the method of {@link MemberLoop} that each names. */
public sealed interface Effect {
    /**
     * Read the record; {@link MemberLoop#read} or {@link MemberLoop#unreadable}.
     *
     * @param limit how long at most
     */
    record Read(Duration limit) implements Effect {}

    /** Look at the own PostgreSQL; {@link MemberLoop#looked}. */
    record Look() implements Effect {}

    /**
     * Write the record; {@link MemberLoop#written}.
     *
     * @param write what
     * @param limit how long at most
     */
    record Write(HaAction.WriteRecord write, Duration limit) implements Effect {}

    /**
     * Carry out an action on PostgreSQL, or ask peers; {@link MemberLoop#done} as soon as it is begun.
     *
     * @param action what
     */
    record Perform(HaAction action) implements Effect {}

    /**
     * Let the fence guard until a deadline, or, when it is null, release it if PostgreSQL is no primary and not about to be one;
     * {@link MemberLoop#done}.
     *
     * @param deadline on this member's clock, null for no deadline
     * @param whateverItIs whether the fence is released even from a running primary: maintenance
     */
    record Guard(@Nullable Duration deadline, boolean whateverItIs) implements Effect {}

    /**
     * Ask every peer for its status, without waiting, and rest until something happens; {@link MemberLoop#woken}, {@link MemberLoop#hinted} or {@link MemberLoop#rested}.
     *
     * @param atMost how long at most
     */
    record Rest(Duration atMost) implements Effect {}
}
