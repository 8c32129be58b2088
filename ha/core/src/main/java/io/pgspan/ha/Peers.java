package io.pgspan.ha;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest answer of each peer. Immutable; a look costs a step a peer, a change copies one small list: clusters have a handful of
 * members, and this is the engine's innermost loop.
 *
 * @param all every answer, by the members' names
 */
public record Peers(List<HaInput.PeerAnswer> all) {
    private static final Peers NONE = new Peers(List.of());

    /** Copies the list. */
    public Peers {
        all = List.copyOf(all);
    }

    /** Nobody has answered. */
    public static Peers none() {
        return NONE;
    }

    /** These and one more, which replaces an earlier one of the same member. */
    public Peers with(HaInput.PeerAnswer answer) {
        String name = answer.status().member();
        List<HaInput.PeerAnswer> next = new ArrayList<>(all.size() + 1);
        boolean placed = false;
        for (HaInput.PeerAnswer one : all) {
            int order = one.status().member().compareTo(name);
            if (order >= 0 && !placed) {
                next.add(answer);
                placed = true;
            }
            if (order != 0) {
                next.add(one);
            }
        }
        if (!placed) {
            next.add(answer);
        }
        return new Peers(next);
    }

    HaInput.@Nullable PeerAnswer answerOf(String member) {
        for (HaInput.PeerAnswer answer : all) {
            if (answer.status().member().equals(member)) {
                return answer;
            }
        }
        return null;
    }

    /** What a member said last. */
    public Optional<PeerStatus> status(String member) {
        HaInput.PeerAnswer answer = answerOf(member);
        return answer == null ? Optional.empty() : Optional.of(answer.status());
    }
}
