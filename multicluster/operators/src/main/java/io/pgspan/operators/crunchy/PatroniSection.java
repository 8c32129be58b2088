package io.pgspan.operators.crunchy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.replication.Replication.SyncMethod;
import io.pgspan.operators.decode.Cursor;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * {@code patroni}: how standbys follow and how a lost primary is noticed.
 *
 * <p>With {@code synchronous_mode: true} Patroni names as many standbys as must confirm, so all of those confirm: the model's {@code FIRST}. {@code quorum}, since
 * Patroni 4, is {@code ANY}. Without {@code synchronous_mode_strict} commits go on while no standby is there.
 *
 * <p>A lease: {@code ttl} is its duration, {@code loop_wait} the period; the holder gives up once it could not renew it for {@code retry_timeout} after a period.
 */
final class PatroniSection {
    private static final String OBJECT = "patroni";
    private static final String DYNAMIC = "dynamicConfiguration";
    private static final String LEASE = "leaderLeaseDurationSeconds";
    private static final String PERIOD = "syncPeriodSeconds";
    private static final String RETRY = "retry_timeout";
    private static final String MODE = "synchronous_mode";
    private static final String STRICT = "synchronous_mode_strict";
    private static final String COUNT = "synchronous_node_count";
    private static final String LAG = "maximum_lag_on_failover";
    private static final String SLOTS = "use_slots";
    private static final String QUORUM = "quorum";
    private static final Set<String> TRUE = Set.of("on", "true", "yes", "1");
    private static final int LEASE_DEFAULT = 30;
    private static final int PERIOD_DEFAULT = 10;
    private static final int RETRY_DEFAULT = 10;

    private final Cursor patroni;
    private final Cursor dynamic;

    PatroniSection(Cursor spec) {
        this.patroni = spec.object(OBJECT);
        this.dynamic = patroni.object(DYNAMIC);
    }

    /** Whether any standbys may confirm. */
    boolean isQuorum() {
        return dynamic.peek(MODE).asText("").equals(QUORUM);
    }

    /** The replication, and the parameters that say no more of it. */
    record Read(Replication replication, ReplicationParameters.Said said) {}

    Read replication(ParametersSection parameters, int major) {
        boolean synchronous = isQuorum() || flag(dynamic, MODE);
        Cursor postgresql = dynamic.object("postgresql");
        boolean slots = isTrue(postgresql.peek(SLOTS));
        ReplicationParameters.Said said = ReplicationParameters.read(parameters.all(), synchronous, slots, major);
        if (!slots || said.retention().isPresent()) {
            flag(postgresql, SLOTS);
        }
        Replication.Builder replication =
                Replication.builder().walRetention(said.retention()).maximumLagBytes(lag());
        if (synchronous) {
            dynamic.origin("replication.confirmations", COUNT);
            dynamic.skip(MODE);
            replication
                    .streaming(Replication.Streaming.SYNCHRONOUS)
                    .method(isQuorum() ? SyncMethod.ANY : SyncMethod.FIRST)
                    .confirmations(dynamic.integer(COUNT).orElse(1))
                    .durability(flag(dynamic, STRICT) ? Durability.REQUIRED : Durability.PREFERRED)
                    .commitLevel(said.commitLevel().orElse(CommitLevel.ON));
        }
        return new Read(replication.build(), said);
    }

    /** Patroni's own reading of a flag; any other value is left where it stands. */
    private static boolean flag(Cursor parent, String field) {
        JsonNode value = parent.peek(field);
        if (value.isBoolean() || isTrue(value)) {
            parent.skip(field);
        }
        return isTrue(value);
    }

    private static boolean isTrue(JsonNode value) {
        return value.isTextual() ? TRUE.contains(value.textValue()) : value.isBoolean() && value.booleanValue();
    }

    private OptionalLong lag() {
        return dynamic.number(LAG).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    /** The lease, where any of its parts is said and the whole can be kept; Patroni shortens parts of one that can't, which are left as they are. */
    Optional<ElectionTiming> election() {
        if (!patroni.has(LEASE) && !patroni.has(PERIOD) && !dynamic.has(RETRY)) {
            return Optional.empty();
        }
        long lease = seconds(patroni, LEASE, LEASE_DEFAULT);
        long period = seconds(patroni, PERIOD, PERIOD_DEFAULT);
        long retry = seconds(dynamic, RETRY, RETRY_DEFAULT);
        if (period < 1 || retry < 1 || lease <= period + retry) {
            return Optional.empty();
        }
        patroni.origin("election.duration", LEASE);
        patroni.integer(LEASE);
        patroni.integer(PERIOD);
        dynamic.integer(RETRY);
        return Optional.of(new ElectionTiming.Lease(
                Duration.ofSeconds(lease), Duration.ofSeconds(period + retry), Duration.ofSeconds(period)));
    }

    /** −1 where it is no number. */
    private static long seconds(Cursor parent, String field, int otherwise) {
        JsonNode value = parent.peek(field);
        return value.isMissingNode() ? otherwise : value.isInt() ? value.intValue() : -1;
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        Replication replication = wish.replication();
        if (replication.isSynchronous()) {
            ObjectNode dynamic = dynamic(spec);
            if (replication.method() == SyncMethod.ANY) {
                dynamic.put(MODE, QUORUM);
            } else {
                dynamic.put(MODE, true);
            }
            if (replication.durability() == Durability.REQUIRED) {
                dynamic.put(STRICT, true);
            }
            if (replication.confirmations() != 1) {
                dynamic.put(COUNT, replication.confirmations());
            }
        }
        replication.maximumLagBytes().ifPresent(lag -> dynamic(spec).put(LAG, lag));
        if (ReplicationParameters.hasSlots(wish)) {
            postgresql(spec).put(SLOTS, true);
        }
        wish.election()
                .filter(ElectionTiming.Lease.class::isInstance)
                .map(ElectionTiming.Lease.class::cast)
                .ifPresent(lease -> write(lease, spec));
    }

    private static void write(ElectionTiming.Lease lease, ObjectNode spec) {
        int duration = (int) lease.duration().toSeconds();
        int period = (int) lease.retryPeriod().toSeconds();
        int retry = (int) lease.renewDeadline().minus(lease.retryPeriod()).toSeconds();
        if (period != PERIOD_DEFAULT) {
            spec.withObjectProperty(OBJECT).put(PERIOD, period);
        }
        if (retry != RETRY_DEFAULT) {
            dynamic(spec).put(RETRY, retry);
        }
        if (duration != LEASE_DEFAULT || (period == PERIOD_DEFAULT && retry == RETRY_DEFAULT)) {
            spec.withObjectProperty(OBJECT).put(LEASE, duration);
        }
    }

    /** Whether a lease can be said in whole seconds. */
    static boolean isSayable(ElectionTiming.Lease lease) {
        Duration retry = lease.renewDeadline().minus(lease.retryPeriod());
        return lease.duration().compareTo(lease.renewDeadline()) > 0
                && isSeconds(lease.duration())
                && isSeconds(lease.retryPeriod())
                && isSeconds(retry);
    }

    private static boolean isSeconds(Duration time) {
        long seconds = time.toSeconds();
        return time.equals(Duration.ofSeconds(seconds)) && seconds > 0 && seconds <= Integer.MAX_VALUE;
    }

    static ObjectNode dynamic(ObjectNode spec) {
        return spec.withObjectProperty(OBJECT).withObjectProperty(DYNAMIC);
    }

    static ObjectNode postgresql(ObjectNode spec) {
        return dynamic(spec).withObjectProperty("postgresql");
    }
}
