package io.pgspan.model.placement;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The network slice that connects the clusters of a policy.
 *
 * @param project the slice project's namespace on the hub, or null where a manifest's generation has no place for it
 * @param sliceName the slice
 */
public record SliceRef(@Nullable String project, String sliceName) {

    /** The slice project's namespace on the hub, where known. */
    public Optional<String> projectNamespace() {
        return Optional.ofNullable(project);
    }
}
