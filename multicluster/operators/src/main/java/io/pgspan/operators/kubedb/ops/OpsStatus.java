package io.pgspan.operators.kubedb.ops;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What KubeDB says about a request.
 *
 * @param phase how far it is; null when nothing is said yet, which counts as {@link OpsPhase#PENDING}, or the word is unknown
 * @param observedGeneration the generation it speaks of, or null
 * @param conditions in the order written
 * @param pausedBackups what was paused meanwhile
 */
public record OpsStatus(
        @Nullable OpsPhase phase,
        @Nullable Long observedGeneration,
        List<Condition> conditions,
        List<TypedRef> pausedBackups) {

    /** The condition of a merged request that names its originals. */
    public static final String MERGED_FROM_OPS = "MergedFromOps";

    /** The condition a merged request waits for. */
    public static final String ORIGINAL_OPS_SKIPPED = "OriginalOpsSkipped";

    /** The reason of a request that was merged into another. */
    public static final String CONFIGURATION_MERGED = "ConfigurationMerged";

    /**
     * One condition.
     *
     * @param type what it is about
     * @param status {@code True}, {@code False} or {@code Unknown}
     * @param reason a word for machines; empty when none
     * @param message a sentence for people; empty when none
     * @param severity a word, or null
     * @param observedGeneration the generation it speaks of, or null
     * @param since when its status last changed, or null
     */
    public record Condition(
            String type,
            String status,
            String reason,
            String message,
            @Nullable String severity,
            @Nullable Long observedGeneration,
            @Nullable Instant since) {

        /** Whether it holds. */
        public boolean isTrue() {
            return status.equals("True");
        }
    }

    /** Copies the lists. */
    public OpsStatus {
        conditions = List.copyOf(conditions);
        pausedBackups = List.copyOf(pausedBackups);
    }

    /** Of a request that KubeDB has not seen yet. */
    public static OpsStatus unseen() {
        return new OpsStatus(null, null, List.of(), List.of());
    }

    /** The phase in force. */
    public OpsPhase effectivePhase() {
        return phase == null ? OpsPhase.PENDING : phase;
    }

    /** Whether nothing comes after it. */
    public boolean isFinal() {
        return effectivePhase().isFinal();
    }

    /** Whether it is done and did what was asked. */
    public boolean isSuccessful() {
        return phase == OpsPhase.SUCCESSFUL;
    }

    /** The condition of a type, if there is one. */
    public Optional<Condition> condition(String type) {
        return conditions.stream()
                .filter(condition -> condition.type().equals(type))
                .findFirst();
    }

    /** Whether the condition of a type holds. */
    public boolean holds(String type) {
        return condition(type).filter(Condition::isTrue).isPresent();
    }

    /** Whether it is skipped because it lives on in a merged request. */
    public boolean isMerged() {
        return phase == OpsPhase.SKIPPED
                && conditions.stream().anyMatch(condition -> condition.reason().equals(CONFIGURATION_MERGED));
    }

    /** The names of the requests merged into this one; none when it is no merged request. */
    public List<String> mergedFrom() {
        return condition(MERGED_FROM_OPS)
                .map(condition -> List.of(condition.message().split(",", -1)))
                .orElse(List.of())
                .stream()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
