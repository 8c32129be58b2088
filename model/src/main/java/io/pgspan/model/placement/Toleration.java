package io.pgspan.model.placement;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A taint that a pod tolerates.
 *
 * @param key the taint's key; empty with {@link Operator#EXISTS} stands for every taint
 * @param operator how the value is compared
 * @param value the taint's value; empty with {@link Operator#EXISTS}
 * @param effect which effect is tolerated, or null for every one
 * @param stay how long a pod stays on a node that gets such a {@code NoExecute} taint, or null for ever
 */
public record Toleration(
        String key,
        Operator operator,
        String value,
        @Nullable Effect effect,
        @Nullable Duration stay) {

    /** How a taint's value is compared. */
    public enum Operator {
        /** It is this value. */
        EQUAL,
        /** Any value will do. */
        EXISTS,
        /** It is an integer greater than the one given; from Kubernetes 1.35, behind a gate. */
        GREATER_THAN,
        /** It is an integer less than the one given; from Kubernetes 1.35, behind a gate. */
        LESS_THAN
    }

    /** What a taint does to pods that don't tolerate it. */
    public enum Effect {
        /** They are not scheduled. */
        NO_SCHEDULE,
        /** They are rather scheduled elsewhere. */
        PREFER_NO_SCHEDULE,
        /** They are not scheduled, and evicted. */
        NO_EXECUTE
    }

    /** Tolerates a key with any value and effect. */
    public static Toleration exists(String key) {
        return new Toleration(key, Operator.EXISTS, "", null, null);
    }

    /** Tolerates a key with this value, whatever the effect. */
    public static Toleration equal(String key, String value) {
        return new Toleration(key, Operator.EQUAL, value, null, null);
    }

    /** The same for one effect only. */
    public Toleration on(Effect only) {
        return new Toleration(key, operator, value, only, stay);
    }

    /** The same, evicted after a while; counts in whole seconds. */
    public Toleration stay(Duration time) {
        return new Toleration(key, operator, value, effect, time);
    }

    /** The effect, empty for every one. */
    public Optional<Effect> onlyEffect() {
        return Optional.ofNullable(effect);
    }

    /** How long a pod stays, empty for ever. */
    public Optional<Duration> stays() {
        return Optional.ofNullable(stay);
    }
}
