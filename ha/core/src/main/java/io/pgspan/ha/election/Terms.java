package io.pgspan.ha.election;

import io.pgspan.ha.record.FailoverConsent;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an election goes by.
 *
 * @param awaited members that were heard of lately and may still promise: for them a candidate waits
 * @param unpromotable members that never lead by themselves
 * @param excluded whether the candidate is one of those and nobody has named it
 * @param named whether an operator has named the candidate
 * @param maximumLagBytes how far behind the published position the winner of an asynchronous cluster may be
 * @param majorityOf how many members there are when more than half of them must have promised; 0 when that is not asked for
 * @param consent the loss an operator accepts, null for none
 */
public record Terms(
        Set<String> awaited,
        Set<String> unpromotable,
        boolean excluded,
        boolean named,
        long maximumLagBytes,
        int majorityOf,
        @Nullable FailoverConsent consent) {}
