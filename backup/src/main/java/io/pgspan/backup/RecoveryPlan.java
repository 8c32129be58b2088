package io.pgspan.backup;

import io.pgspan.model.backup.RecoveryTarget;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How to come to a target.
 *
 * @param backup what to start from
 * @param target where to stop
 * @param timeline the timeline to follow
 * @param settings PostgreSQL's recovery settings, without {@code restore_command}, unquoted, in the order they are written
 * @param reasons why this backup and this timeline, and why not the others
 * @param warnings what the catalogue and the archive can't prove
 */
public record RecoveryPlan(
        BackupInfo backup,
        RecoveryTarget target,
        int timeline,
        Map<String, String> settings,
        List<String> reasons,
        List<String> warnings) {
    /** Copies the collections. */
    public RecoveryPlan {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        reasons = List.copyOf(reasons);
        warnings = List.copyOf(warnings);
    }

    /** The plan as a few lines for people. */
    public String explain() {
        StringBuilder text = new StringBuilder(
                "recover to " + target + " from backup '" + backup.label() + "' along timeline " + timeline);
        reasons.forEach(r -> text.append("\n  because ").append(r));
        warnings.forEach(w -> text.append("\n  warning: ").append(w));
        return text.toString();
    }
}
