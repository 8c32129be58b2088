package io.pgspan.operators.kubedb.ops;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Another configuration; at least one source of it. Pending requests of this type are merged by KubeDB into one.
 *
 * @param configSecret the name of a secret with the key {@code user.conf}, or null
 * @param applyConfig text by file; the only file is {@code user.conf}
 * @param removeCustomConfig whether the configuration so far is dropped first; default false
 * @param tuning settings computed from the resources, or null
 * @param restart whether pods restart; default {@link RestartMode#AUTO}
 */
public record Reconfigure(
        @Nullable String configSecret,
        Map<String, String> applyConfig,
        boolean removeCustomConfig,
        @Nullable Tuning tuning,
        RestartMode restart)
        implements Operation {
    /** The file that {@link #applyConfig} holds. */
    public static final String USER_CONF = "user.conf";

    /** Whether pods restart; a text in the object, never a bare true or false. */
    public enum RestartMode {
        /** When a changed setting needs it. */
        AUTO,
        /** Always. */
        YES,
        /** Never; not together with {@link #removeCustomConfig}. */
        NO
    }

    /** Copies the map. */
    public Reconfigure {
        applyConfig = Map.copyOf(applyConfig);
    }

    /** Settings as text of {@code user.conf}, with a restart when needed. */
    public static Reconfigure apply(String userConf) {
        return new Reconfigure(null, Map.of(USER_CONF, userConf), false, null, RestartMode.AUTO);
    }

    @Override
    public OperationType type() {
        return OperationType.RECONFIGURE;
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.reconfigure(this);
    }
}
