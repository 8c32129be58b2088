package io.pgspan.operators.kubedb.ops;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of a request, with the word in {@code spec.type} and the field of {@code spec} that says more. */
public enum OperationType {
    /** See {@link UpdateVersion}. */
    UPDATE_VERSION("UpdateVersion", "updateVersion"),
    /** See {@link HorizontalScaling}. */
    HORIZONTAL_SCALING("HorizontalScaling", "horizontalScaling"),
    /** See {@link VerticalScaling}. */
    VERTICAL_SCALING("VerticalScaling", "verticalScaling"),
    /** See {@link VolumeExpansion}. */
    VOLUME_EXPANSION("VolumeExpansion", "volumeExpansion"),
    /** See {@link Restart}. */
    RESTART("Restart", "restart"),
    /** See {@link Reconfigure}. */
    RECONFIGURE("Reconfigure", "configuration"),
    /** See {@link ReconfigureTls}. */
    RECONFIGURE_TLS("ReconfigureTLS", "tls"),
    /** See {@link RotateAuth}. */
    ROTATE_AUTH("RotateAuth", "authentication"),
    /** See {@link ReconnectStandby}. */
    RECONNECT_STANDBY("ReconnectStandby", "reconnectStandby"),
    /** See {@link ForceFailOver}. */
    FORCE_FAIL_OVER("ForceFailOver", "forceFailOver"),
    /** See {@link SetRaftKeyPair}. */
    SET_RAFT_KEY_PAIR("SetRaftKeyPair", "setRaftKeyPair"),
    /** See {@link StorageMigration}. */
    STORAGE_MIGRATION("StorageMigration", "migration");

    private static final Map<String, OperationType> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(OperationType::word, type -> type));

    private final String word;
    private final String payload;

    OperationType(String word, String payload) {
        this.word = word;
        this.payload = payload;
    }

    /** The type with this word in {@code spec.type}. */
    public static Optional<OperationType> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }

    /** The word in {@code spec.type}. */
    public String word() {
        return word;
    }

    /** The field of {@code spec} that says more. */
    public String payload() {
        return payload;
    }

    String path() {
        return "spec." + payload;
    }

    String path(String field) {
        return path() + "." + field;
    }
}
