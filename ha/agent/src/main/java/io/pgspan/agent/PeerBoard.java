package io.pgspan.agent;

import io.pgspan.agent.http.AgentCommand;
import io.pgspan.ha.HaInput;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Keeps one question to each peer in flight, so that a silent peer adds no wait to the loop. */
final class PeerBoard {
    private static final Duration ANSWER_LIMIT = Duration.ofMillis(800);

    /** What comes of asking a member whether its holder may go on. */
    interface FailsafeAnswers {
        void answered(Duration asked, String member, long epoch, boolean accepted);
    }

    private final List<MemberAddress> peers;
    private final PeerClient client;
    private final LocalClock clock;
    private final Set<String> asking = ConcurrentHashMap.newKeySet();

    PeerBoard(List<MemberAddress> peers, PeerClient client, LocalClock clock) {
        this.peers = peers;
        this.client = client;
        this.clock = clock;
    }

    /** Asks every peer that is not being asked; answers come on other threads. */
    void ask(Consumer<HaInput.PeerAnswer> answered) {
        for (MemberAddress peer : peers) {
            if (!asking.add(peer.name())) {
                continue;
            }
            Duration asked = clock.now();
            var unused = client.ask(peer, ANSWER_LIMIT).whenComplete((status, failure) -> {
                asking.remove(peer.name());
                if (status != null) {
                    answered.accept(new HaInput.PeerAnswer(asked, status));
                }
            });
        }
    }

    /** Asks every peer whether a holder may go on; no answer is a no. */
    void askFailsafe(AgentCommand.Failsafe announcement, FailsafeAnswers answers) {
        for (MemberAddress peer : peers) {
            Duration asked = clock.now();
            var unused = client.announce(peer, announcement, ANSWER_LIMIT)
                    .whenComplete((answer, failure) -> answers.answered(
                            asked, peer.name(), announcement.epoch(), answer != null && answer.accepted()));
        }
    }
}
