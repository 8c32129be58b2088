package io.pgspan.multicluster.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** Whether an object says all that is wanted; a server may have filled in more. */
final class Covering {
    private Covering() {}

    /** A wanted null is met by what is absent; lists have the same length, and each item covers. */
    static boolean covers(JsonNode there, JsonNode wanted) {
        if (wanted.isNull() || wanted.isMissingNode()) {
            return there.isNull() || there.isMissingNode() || wanted.isMissingNode();
        }
        if (wanted.isObject()) {
            for (Map.Entry<String, JsonNode> field : wanted.properties()) {
                if (!covers(there.path(field.getKey()), field.getValue())) {
                    return false;
                }
            }
            return there.isObject() || wanted.isEmpty();
        }
        if (wanted.isArray()) {
            boolean same = there.isArray() && there.size() == wanted.size();
            for (int i = 0; same && i < wanted.size(); i++) {
                same = covers(there.path(i), wanted.path(i));
            }
            return same;
        }
        return there.isValueNode() && !there.isNull() && there.asText().equals(wanted.asText());
    }
}
