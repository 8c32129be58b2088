package io.pgspan.placement.survive;

import java.util.List;

/** One change that an operator can carry out. */
public sealed interface Action {

    /** What to do, as a clause. */
    String what();

    /**
     * Commits wait for more standbys.
     *
     * @param from how many confirm now; 0 when replication is asynchronous
     * @param to how many shall
     */
    record RaiseConfirmations(int from, int to) implements Action {
        @Override
        public String what() {
            return from == 0
                    ? "let commits wait for " + to + (to == 1 ? " standby" : " standbys")
                    : "raise the confirmations of a commit from " + from + " to " + to;
        }
    }

    /**
     * The record is kept on a majority of API servers.
     *
     * @param clusters the Kubernetes clusters whose API servers they are, sorted
     */
    record KeepRecordOn(List<String> clusters) implements Action {
        /** Copies the list. */
        public KeepRecordOn {
            clusters = List.copyOf(clusters);
        }

        @Override
        public String what() {
            return "keep the record, from the start, on a majority of the API servers of "
                    + String.join(", ", clusters);
        }
    }

    /**
     * A vote without data.
     *
     * @param cluster where
     */
    record AddArbiter(String cluster) implements Action {
        @Override
        public String what() {
            return "add an arbiter in " + cluster;
        }
    }

    /**
     * One replica more.
     *
     * @param cluster where
     * @param node the node it is taken to land on: one without a member yet, so the plan must be predicted anew
     */
    record AddReplica(String cluster, String node) implements Action {
        @Override
        public String what() {
            return "add a replica in " + cluster + " on a node of its own such as " + node;
        }
    }

    /**
     * A replica lives elsewhere.
     *
     * @param pod which
     * @param from where it is
     * @param to where it shall be
     * @param node the node it is taken to land on: one without a member yet, so the plan must be predicted anew
     */
    record MoveReplica(String pod, String from, String to, String node) implements Action {
        @Override
        public String what() {
            return "move " + pod + " from " + from + " to " + to + " on a node of its own such as " + node;
        }
    }
}
