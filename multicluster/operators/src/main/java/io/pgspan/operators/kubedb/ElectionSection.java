package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.ElectionTiming.Raft;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.GoText;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code leaderElection}. KubeDB has two sets of defaults: the webhook's when the object is absent, the schema's for each field that is
 * absent while the object is there. So the object is read with the schema's defaults and written whole or not at all; what equals the
 * webhook's defaults is not said.
 */
final class ElectionSection {
    private static final String OBJECT = "leaderElection";
    private static final String PERIOD = "period";
    private static final long LAG_BYTES_ABSENT = 64L << 20;
    private static final long LAG_BYTES_PRESENT = 32L << 20;
    private static final Duration PERIOD_PRESENT = Duration.ofMillis(100);

    /** What the webhook writes when the object is absent. */
    static final Raft ABSENT = new Raft(Duration.ofMillis(300), 1, 10, Duration.ofSeconds(1), Duration.ofSeconds(60));

    private ElectionSection() {}

    static Optional<ElectionTiming> timing(Cursor spec) {
        if (!spec.has(OBJECT)) {
            return Optional.empty();
        }
        Cursor election = spec.object(OBJECT);
        Raft raft = new Raft(
                election.goDuration(PERIOD).orElse(PERIOD_PRESENT),
                election.integer("heartbeatTick").orElse(ABSENT.heartbeatTicks()),
                election.integer("electionTick").orElse(ABSENT.electionTicks()),
                election.goDuration("transferLeadershipInterval").orElse(ABSENT.transferInterval()),
                election.goDuration("transferLeadershipTimeout").orElse(ABSENT.transferTimeout()));
        return raft.equals(ABSENT) ? Optional.empty() : Optional.of(raft);
    }

    static OptionalLong maximumLagBytes(Cursor spec) {
        if (!spec.has(OBJECT)) {
            return OptionalLong.empty();
        }
        long lag = spec.object(OBJECT).number("maximumLagBeforeFailover").orElse(LAG_BYTES_PRESENT);
        return lag == LAG_BYTES_ABSENT ? OptionalLong.empty() : OptionalLong.of(lag);
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        if (wish.election().isPresent() || wish.replication().maximumLagBytes().isPresent()) {
            fill(wish, spec.putObject(OBJECT));
        }
    }

    /** Writes the object whole when only a leftover of it was put back: in part, it would mean another election. */
    static void complete(PostgresCluster wish, ObjectNode spec) {
        if (spec.get(OBJECT) instanceof ObjectNode election && !election.has(PERIOD)) {
            fill(wish, election);
        }
    }

    private static void fill(PostgresCluster wish, ObjectNode election) {
        Raft raft = wish.election()
                .map(timing -> timing.match(r -> r, lease -> ABSENT))
                .orElse(ABSENT);
        election.put(PERIOD, GoText.text(raft.tick()))
                .put("heartbeatTick", raft.heartbeatTicks())
                .put("electionTick", raft.electionTicks())
                .put(
                        "maximumLagBeforeFailover",
                        wish.replication().maximumLagBytes().orElse(LAG_BYTES_ABSENT))
                .put("transferLeadershipInterval", GoText.text(raft.transferInterval()))
                .put("transferLeadershipTimeout", GoText.text(raft.transferTimeout()));
    }
}
