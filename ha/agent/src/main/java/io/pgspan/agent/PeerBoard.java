package io.pgspan.agent;

import io.pgspan.ha.HaInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps one question to each peer in flight, so that a silent peer adds no wait to the loop. */
final class PeerBoard {
    private static final Duration ANSWER_LIMIT = Duration.ofMillis(800);

    private final List<MemberAddress> peers;
    private final PeerClient client;
    private final LocalClock clock;
    private final Runnable wake;
    private final Set<String> asking = ConcurrentHashMap.newKeySet();
    private final Queue<HaInput.PeerAnswer> answers = new ConcurrentLinkedQueue<>();
    private final Map<String, Boolean> promising = new ConcurrentHashMap<>();

    PeerBoard(List<MemberAddress> peers, PeerClient client, LocalClock clock, Runnable wake) {
        this.peers = peers;
        this.client = client;
        this.clock = clock;
        this.wake = wake;
    }

    /** Asks every peer that is not being asked. */
    void ask() {
        for (MemberAddress peer : peers) {
            if (!asking.add(peer.name())) {
                continue;
            }
            Duration asked = clock.now();
            var unused = client.ask(peer, ANSWER_LIMIT).whenComplete((status, failure) -> {
                asking.remove(peer.name());
                if (status != null) {
                    answers.add(new HaInput.PeerAnswer(asked, status));
                    // a promise that just came may decide an election: don't let it wait for the next look
                    Boolean before =
                            promising.put(peer.name(), !status.promisedVersion().isEmpty());
                    if (before != null && !before && !status.promisedVersion().isEmpty()) {
                        wake.run();
                    }
                }
            });
        }
    }

    /** The answers since the last call. */
    List<HaInput.PeerAnswer> drain() {
        List<HaInput.PeerAnswer> drained = new ArrayList<>();
        for (HaInput.PeerAnswer a = answers.poll(); a != null; a = answers.poll()) {
            drained.add(a);
        }
        return drained;
    }
}
