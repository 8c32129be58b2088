package io.pgspan.model.fleet;

import io.pgspan.model.text.Quantity;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A PersistentVolumeClaim that exists.
 *
 * @param namespace its namespace
 * @param name its name
 * @param storageClassName its class, empty for none
 * @param volumeName the volume it is bound to, or null
 * @param accessMode how it may be mounted, for example {@code ReadWriteOnce}
 * @param request how much it asks for
 */
public record VolumeClaim(
        String namespace,
        String name,
        String storageClassName,
        @Nullable String volumeName,
        String accessMode,
        Quantity request) {
    /** The mode in which one pod at a time may use a volume. */
    public static final String READ_WRITE_ONCE_POD = "ReadWriteOncePod";

    /** The volume it is bound to. */
    public Optional<String> volume() {
        return Optional.ofNullable(volumeName);
    }
}
