package io.pgspan.operators.crunchy.upgrade;

import java.util.List;
import java.util.Optional;

/**
 * What the operator says about an upgrade.
 *
 * @param conditions in the order of the text
 */
public record UpgradeStatus(List<Condition> conditions) {

    /**
     * One thing it says.
     *
     * @param type {@code Progressing} or {@code Succeeded}
     * @param status {@code True}, {@code False} or {@code Unknown}
     * @param reason one word
     */
    public record Condition(String type, String status, String reason) {}

    /** Copies the list. */
    public UpgradeStatus {
        conditions = List.copyOf(conditions);
    }

    /** Nothing said yet. */
    public static UpgradeStatus none() {
        return new UpgradeStatus(List.of());
    }

    /** Whether the data has been upgraded. */
    public boolean isSucceeded() {
        return condition("Succeeded").filter(c -> c.status().equals("True")).isPresent();
    }

    /** Whether it failed, which is final: the operator tries once. */
    public boolean isFailed() {
        return condition("Succeeded").filter(c -> c.status().equals("False")).isPresent();
    }

    /** Why it goes on, or doesn't. */
    public Optional<UpgradeReason> reason() {
        return condition("Progressing").flatMap(c -> UpgradeReason.of(c.reason()));
    }

    private Optional<Condition> condition(String type) {
        return conditions.stream().filter(c -> c.type().equals(type)).findFirst();
    }
}
