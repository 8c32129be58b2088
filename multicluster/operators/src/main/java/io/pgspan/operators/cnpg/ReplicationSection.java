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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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

    /** PostgreSQL takes its words for booleans too, in any case. */
    private static final Map<String, String> BOOLEANS =
            Map.of("true", "on", "yes", "on", "1", "on", "false", "off", "no", "off", "0", "off");

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
            newer();
        } else if (most.orElse(0) > 0) {
            spec.origin("replication.confirmations", "maxSyncReplicas");
            older(least.orElse(0), most.get());
        }
        level(parameters);
    }

    Replication replication() {
        return replication;
    }

    SyncDetails details() {
        return details;
    }

    private void newer() {
        Optional<SyncMethod> method = synchronous.choice("method", METHOD);
        if (!synchronous.has("method")) {
            synchronous.missing("method", "write any or first");
        }
        Optional<Integer> number = synchronous.integer("number");
        if (!synchronous.has("number")) {
            synchronous.missing("number", "say how many standbys must confirm");
        }
        if (synchronous.isFaulty("number") || number.orElse(1) < 1) {
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
    }

    private void older(int least, int most) {
        replication = Replication.anySynchronous(most).toBuilder()
                .durability(Durability.PREFERRED)
                .build();
        details = SyncDetails.legacy(least);
    }

    private void level(Map<String, String> parameters) {
        if (replication.streaming() != Streaming.SYNCHRONOUS || !parameters.containsKey(COMMIT)) {
            return;
        }
        String said = parameters.remove(COMMIT).toLowerCase(Locale.ROOT);
        Optional<CommitLevel> level = LEVEL.value(BOOLEANS.getOrDefault(said, said));
        if (level.isPresent()) {
            replication = replication.toBuilder().commitLevel(level.get()).build();
        } else {
            spec.object("postgresql")
                    .object("parameters")
                    .reject(
                            "cnpg.synchronous-commit",
                            COMMIT,
                            "PostgreSQL knows no such level and does not start",
                            "write one of " + String.join(", ", LEVEL.all()));
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
            spec.doubt("election.duration");
            spec.doubt("election.renewDeadline");
        }
        return Optional.of(new ElectionTiming.Lease(
                Duration.ofSeconds(held), Duration.ofSeconds(deadline), Duration.ofSeconds(period)));
    }

    private static int seconds(Cursor lease, String field, int usual) {
        int said = lease.integer(field).orElse(usual);
        return said < 1 ? usual : said;
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
