package io.pgspan.agent;

import io.pgspan.agent.http.AgentCommand;
import io.pgspan.ha.PeerStatus;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The port to other members' agents. What completes is certainly the named member's word. */
public interface PeerClient {

    /**
     * Asks a member what it is doing.
     *
     * @return completes exceptionally when it does not answer within the limit
     */
    CompletableFuture<PeerStatus> ask(MemberAddress peer, Duration limit);

    /**
     * Tells a member that the holder goes on without the record's store.
     *
     * @return the member's answer; completes exceptionally when there is none within the limit
     */
    CompletableFuture<FailsafeAnswer> announce(MemberAddress peer, AgentCommand.Failsafe announcement, Duration limit);
}
