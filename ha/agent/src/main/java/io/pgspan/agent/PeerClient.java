package io.pgspan.agent;

import io.pgspan.ha.PeerStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The port to other members' agents. */
public interface PeerClient {

    /**
     * Asks a member what it is doing.
     *
     * @return completes exceptionally when it does not answer within the limit
     */
    CompletableFuture<PeerStatus> ask(MemberAddress peer, Duration limit);
}
