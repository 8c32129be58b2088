package io.pgspan.operators.kubedb.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.pgspan.operators.kubedb.ops.OperationType;
import java.util.Iterator;

/**
 * The names of our own requests: database, type, and six characters that follow from the content, so that planning again finds the request
 * that is there already. They look like those of KubeDB's GitOps controller, whose characters are drawn at random.
 */
final class RequestName {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int END = 0xffff;
    private static final int SUFFIX = 6;
    private static final int DIGITS = 36;

    private RequestName() {}

    static String of(String database, OperationType type, JsonNode spec, String reason) {
        return database + "-" + word(type) + "-" + suffix(more(more(BASIS, spec), reason));
    }

    /** FNV-1a of 64 bits, mixed, of which six digits of base 36 are taken. */
    private static String suffix(long content) {
        long hash = content;
        hash ^= hash >>> 33;
        hash *= 0xff51afd7ed558ccdL;
        hash ^= hash >>> 33;
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < SUFFIX; i++) {
            text.append(Character.forDigit((int) Long.remainderUnsigned(hash, DIGITS), DIGITS));
            hash = Long.divideUnsigned(hash, DIGITS);
        }
        return text.toString();
    }

    /** A tree without writing it down; what a text ends with keeps neighbours apart. */
    private static long more(long hash, JsonNode tree) {
        long next = hash;
        if (tree.isContainerNode()) {
            next = more(next, tree.isObject() ? "{" : "[");
            Iterator<String> names = tree.fieldNames();
            for (JsonNode child : tree) {
                next = more(names.hasNext() ? more(next, names.next()) : next, child);
            }
            return more(next, "}");
        }
        return more(next, tree.asText());
    }

    private static long more(long hash, String text) {
        long next = hash;
        for (int i = 0; i < text.length(); i++) {
            next = (next ^ text.charAt(i)) * PRIME;
        }
        return (next ^ END) * PRIME;
    }

    private static String word(OperationType type) {
        return switch (type) {
            case UPDATE_VERSION -> "versionupdate";
            case HORIZONTAL_SCALING -> "horizontalscaling";
            case VERTICAL_SCALING -> "verticalscaling";
            case VOLUME_EXPANSION -> "volumeexpansion";
            case RESTART -> "restart";
            case RECONFIGURE -> "reconfigure";
            case RECONFIGURE_TLS -> "reconfiguretls";
            case ROTATE_AUTH -> "rotate-auth";
            case RECONNECT_STANDBY -> "reconnectstandby";
            case FORCE_FAIL_OVER -> "forcefailover";
            case SET_RAFT_KEY_PAIR -> "setraftkeypair";
            case STORAGE_MIGRATION -> "storagemigration";
        };
    }
}
