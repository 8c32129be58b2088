package io.pgspan.operators.cnpg;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.replication.ElectionTiming;
import io.pgspan.model.replication.Replication;
import io.pgspan.model.replication.Replication.CommitLevel;
import io.pgspan.model.replication.Replication.Durability;
import io.pgspan.model.replication.Replication.Streaming;
import io.pgspan.model.replication.Replication.SyncMethod;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.podspec.TextFields;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Synchronous replication in its two forms, and the primary's lease. The older form never makes commits wait for standbys that aren't
 * there: it is what the newer one calls {@code preferred}.
 */
final class ReplicationSection {
    static final String COMMIT = "synchronous_commit";
    static final Words<CommitLevel> LEVEL = Words.of("on", CommitLevel.ON)
            .or("remote_apply", CommitLevel.REMOTE_APPLY)
            .or("remote_write", CommitLevel.REMOTE_WRITE)
            .or("local", CommitLevel.LOCAL)
            .or("off", CommitLevel.OFF);

    private static final Words<SyncMethod> METHOD =
            Words.of("any", SyncMethod.ANY).or("first", SyncMethod.FIRST);
    private static final Words<Durability> DURABILITY =
            Words.of("required", Durability.REQUIRED).or("preferred", Durability.PREFERRED);
    private static final String SYNCHRONOUS = "synchronous";
    private static final int LEASE = 15;
    private static final int DEADLINE = 10;
    private static final int PERIOD = 2;

    private final Cursor spec;
    private final Cursor synchronous;
    private Replication replication = Replication.asynchronous();
    private SyncDetails details = SyncDetails.ofDefaults();

    /** @param parameters the wish's, of which {@link #COMMIT} is taken out where it is understood */
    ReplicationSection(Cursor spec, Map<String, String> parameters) {
        this.spec = spec;
        this.synchronous = spec.object("postgresql").object(SYNCHRONOUS);
        Optional<Integer> least = spec.integer("minSyncReplicas");
        Optional<Integer> most = spec.integer("maxSyncReplicas");
        if (synchronous.isPresent()) {
            synchronous.origin("replication");
            synchronous.origin("replication.confirmations", "number");
            newer(least.orElse(0) > 0 || most.orElse(0) > 0);
        } else if (most.orElse(0) > 0) {
            spec.origin("replication.confirmations", "maxSyncReplicas");
            older(least.orElse(0), most.get());
        } else if (least.orElse(0) > 0) {
            spec.reject(
                    "sync-replicas",
                    "minSyncReplicas",
                    "it is more than maxSyncReplicas, which is refused",
                    "write maxSyncReplicas as well, or use postgresql.synchronous");
        }
        level(parameters);
    }

    Replication replication() {
        return replication;
    }

    SyncDetails details() {
        return details;
    }

    private void newer(boolean both) {
        if (both) {
            synchronous.reject(
                    "sync-twice",
                    "method",
                    "minSyncReplicas and maxSyncReplicas can't stand beside it",
                    "remove minSyncReplicas and maxSyncReplicas");
        }
        Optional<SyncMethod> method = synchronous.choice("method", METHOD);
        if (!synchronous.has("method")) {
            synchronous.missing("method", "write any or first");
        }
        Optional<Integer> number = synchronous.integer("number");
        if (!synchronous.has("number")) {
            synchronous.missing("number", "say how many standbys must confirm");
        }
        if (number.isPresent() && number.get() < 1) {
            synchronous.reject("sync-number", "number", "it must be more than zero", "write 1 or more");
        }
        if (synchronous.isFaulty("number")) {
            spec.doubt("replication.confirmations");
        }
        replication = Replication.builder()
                .streaming(Streaming.SYNCHRONOUS)
                .method(method.orElse(SyncMethod.ANY))
                .confirmations(number.orElse(1))
                .durability(synchronous.choice("dataDurability", DURABILITY).orElse(Durability.REQUIRED))
                .build();
        details = new SyncDetails(
                null,
                synchronous.integer("maxStandbyNamesFromCluster").orElse(null),
                synchronous.texts("standbyNamesPre"),
                synchronous.texts("standbyNamesPost"),
                synchronous.bool("failoverQuorum").orElse(false));
        rules(number.orElse(1));
    }

    private void rules(int number) {
        int elsewhere = details.before().size() + details.after().size();
        if (elsewhere > 0 && replication.durability() == Durability.PREFERRED) {
            synchronous.reject(
                    "sync-preferred",
                    "dataDurability",
                    "preferred is refused together with standbys elsewhere",
                    "write required, or remove standbyNamesPre and standbyNamesPost");
        }
        if (details.failoverQuorum() && number <= elsewhere) {
            synchronous.reject(
                    "sync-quorum",
                    "failoverQuorum",
                    "standbys elsewhere alone could confirm a commit, so that nobody here need have it",
                    "raise number above the count of standbys elsewhere");
        }
    }

    private void older(int least, int most) {
        if (least > most) {
            spec.reject(
                    "sync-replicas",
                    "minSyncReplicas",
                    "it is more than maxSyncReplicas, which is refused",
                    "write at most as much");
        }
        replication = Replication.anySynchronous(most).toBuilder()
                .durability(Durability.PREFERRED)
                .build();
        details = SyncDetails.legacy(least);
    }

    private void level(Map<String, String> parameters) {
        @Nullable String said = parameters.get(COMMIT);
        if (said != null && replication.streaming() == Streaming.SYNCHRONOUS) {
            LEVEL.value(said).ifPresent(level -> {
                parameters.remove(COMMIT);
                replication = replication.toBuilder().commitLevel(level).build();
            });
        }
    }

    static Optional<ElectionTiming> election(Cursor spec) {
        Cursor lease = spec.object("primaryLease");
        if (!lease.isPresent()) {
            return Optional.empty();
        }
        lease.origin("election");
        int held = seconds(lease, "leaseDurationSeconds", LEASE);
        int deadline = seconds(lease, "renewDeadlineSeconds", DEADLINE);
        int period = seconds(lease, "retryPeriodSeconds", PERIOD);
        if (held <= deadline || 5L * deadline <= 6L * period) {
            lease.reject(
                    "lease",
                    "leaseDurationSeconds",
                    "the lease must be longer than its deadline, and that more than a fifth longer than the period",
                    "use for example 15, 10 and 2 seconds");
        }
        return Optional.of(new ElectionTiming.Lease(
                Duration.ofSeconds(held), Duration.ofSeconds(deadline), Duration.ofSeconds(period)));
    }

    private static int seconds(Cursor lease, String field, int usual) {
        int said = lease.integer(field).orElse(usual);
        if (said < 1) {
            lease.reject("lease-seconds", field, "it must be at least one second", "write 1 or more");
            return usual;
        }
        return said;
    }

    static void write(PostgresCluster wish, SyncDetails details, ObjectNode spec) {
        Replication said = wish.replication();
        if (said.streaming() == Streaming.SYNCHRONOUS) {
            if (said.commitLevel() != CommitLevel.ON) {
                CnpgWords.object(CnpgWords.object(spec, "postgresql"), "parameters")
                        .put(COMMIT, LEVEL.word(said.commitLevel()));
            }
            if (isLegacy(said, details)) {
                spec.put("minSyncReplicas", details.legacyMinimum()).put("maxSyncReplicas", said.confirmations());
            } else {
                newer(said, details, CnpgWords.object(spec, "postgresql").putObject(SYNCHRONOUS));
            }
        }
        wish.election()
                .filter(ElectionTiming.Lease.class::isInstance)
                .map(ElectionTiming.Lease.class::cast)
                .ifPresent(lease -> spec.putObject("primaryLease")
                        .put("leaseDurationSeconds", seconds(lease.duration()))
                        .put("renewDeadlineSeconds", seconds(lease.renewDeadline()))
                        .put("retryPeriodSeconds", seconds(lease.retryPeriod())));
    }

    private static int seconds(Duration time) {
        return Math.toIntExact(time.toSeconds());
    }

    private static boolean isLegacy(Replication said, SyncDetails details) {
        return details.legacyMinimum() != null
                && details.legacyMinimum() <= said.confirmations()
                && said.method() == SyncMethod.ANY
                && said.durability() == Durability.PREFERRED;
    }

    private static void newer(Replication said, SyncDetails details, ObjectNode object) {
        object.put("method", METHOD.word(said.method())).put("number", said.confirmations());
        if (said.durability() != Durability.REQUIRED) {
            object.put("dataDurability", DURABILITY.word(said.durability()));
        }
        if (details.maxFromCluster() != null) {
            object.put("maxStandbyNamesFromCluster", details.maxFromCluster());
        }
        TextFields.write(object, "standbyNamesPre", details.before());
        TextFields.write(object, "standbyNamesPost", details.after());
        if (details.failoverQuorum()) {
            object.put("failoverQuorum", true);
        }
    }
}
