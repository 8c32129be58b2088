package io.pgspan.operators.cnpg.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which services of a {@code Cluster} go, or are deleted and made anew, when it changes. */
final class Services {
    private Services() {}

    static Set<String> cut(JsonNode before, JsonNode after) {
        Set<String> cut = new TreeSet<>();
        Map<String, JsonNode> was = additional(before);
        Map<String, JsonNode> is = additional(after);
        was.forEach((name, service) -> {
            JsonNode next = is.get(name);
            boolean anew = next != null
                    && !next.equals(service)
                    && next.path("updateStrategy").asText("").equals("replace");
            if (next == null || anew) {
                cut.add(name);
            }
        });
        String cluster = before.path("metadata").path("name").asText("");
        for (JsonNode disabled : managed(after).path("disabledDefaultServices")) {
            cut.add(cluster + "-" + disabled.asText());
        }
        for (JsonNode disabled : managed(before).path("disabledDefaultServices")) {
            cut.remove(cluster + "-" + disabled.asText());
        }
        return cut;
    }

    private static JsonNode managed(JsonNode cluster) {
        return cluster.path("spec").path("managed").path("services");
    }

    private static Map<String, JsonNode> additional(JsonNode cluster) {
        Map<String, JsonNode> services = new LinkedHashMap<>();
        for (JsonNode service : managed(cluster).path("additional")) {
            services.put(
                    service.path("serviceTemplate")
                            .path("metadata")
                            .path("name")
                            .asText(""),
                    service);
        }
        return services;
    }
}
