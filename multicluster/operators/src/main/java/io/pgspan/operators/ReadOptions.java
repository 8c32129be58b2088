package io.pgspan.operators;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How manifests are read.
 *
 * @param waivers paths of unknown fields that are accepted, with everything below them; {@code []} stands for every index. Default:
 *     none
 * @param installed the definitions of the API server the manifests are meant for, or null: then nobody knows what it would refuse or drop
 *     beside what the dialect knows. Default: null
 */
public record ReadOptions(List<String> waivers, @Nullable InstalledSchemas installed) {
    /** Copies the list. */
    public ReadOptions {
        waivers = List.copyOf(waivers);
    }

    /** Nothing waived, no definitions. */
    public static ReadOptions ofDefaults() {
        return new ReadOptions(List.of(), null);
    }

    /** These unknown fields are accepted and kept. */
    public static ReadOptions waiving(Collection<String> paths) {
        return new ReadOptions(List.copyOf(paths), null);
    }

    /** The same against what an API server has installed. */
    public ReadOptions against(InstalledSchemas definitions) {
        return new ReadOptions(waivers, definitions);
    }

    /** What the API server has installed, where that is known. */
    public Optional<InstalledSchemas> installedSchemas() {
        return Optional.ofNullable(installed);
    }
}
