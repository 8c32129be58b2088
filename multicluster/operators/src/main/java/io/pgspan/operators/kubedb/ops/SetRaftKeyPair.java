package io.pgspan.operators.kubedb.ops;

import java.util.Map;

/**
 * Entries in the store the coordinators share, a repair by hand.
 *
 * @param keyPair values by key, for example {@code Coordinator/Status} to {@code Resume}
 */
public record SetRaftKeyPair(Map<String, String> keyPair) implements Operation {
    /** Copies the map. */
    public SetRaftKeyPair {
        keyPair = Map.copyOf(keyPair);
    }

    @Override
    public OperationType type() {
        return OperationType.SET_RAFT_KEY_PAIR;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.setRaftKeyPair(this);
    }
}
