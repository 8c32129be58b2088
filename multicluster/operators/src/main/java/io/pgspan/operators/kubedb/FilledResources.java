package io.pgspan.operators.kubedb;

import io.pgspan.model.Resources;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.podspec.ResourceFields;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Requests and limits of a container that KubeDB fills where the object leaves some unsaid. */
final class FilledResources {
    private FilledResources() {}

    /**
     * An absent request is the limit, without one the default; memory is limited to what is
     * said or to its request, whichever is more, and to the default where neither is said.
     */
    static Resources read(Cursor resources, String model, Resources defaults) {
        Cursor requests = resources.object("requests");
        Cursor limits = resources.object("limits");
        requests.origin(model + ".cpu", "cpu");
        requests.origin(model + ".memory", "memory");
        return filled(ResourceFields.quantities(requests), ResourceFields.quantities(limits), defaults);
    }

    /** The same for a container whose resources are no part of the wish. */
    static Resources readOwn(Cursor resources, Resources defaults) {
        return filled(
                ResourceFields.quantities(resources.object("requests")),
                ResourceFields.quantities(resources.object("limits")),
                defaults);
    }

    private static Resources filled(
            Map<String, Quantity> requested, Map<String, Quantity> limited, Resources defaults) {
        Map<String, Quantity> requests = new TreeMap<>(requested);
        Map<String, Quantity> limits = new TreeMap<>(limited);
        for (Map.Entry<String, Quantity> one : defaults.requests().entrySet()) {
            requests.putIfAbsent(one.getKey(), limited.getOrDefault(one.getKey(), one.getValue()));
        }
        for (Map.Entry<String, Quantity> one : defaults.limits().entrySet()) {
            @Nullable Quantity request = requested.get(one.getKey());
            @Nullable Quantity limit = limited.get(one.getKey());
            if (request != null && (limit == null || limit.compareTo(request) < 0)) {
                limits.put(one.getKey(), request);
            } else if (limit == null) {
                limits.put(one.getKey(), one.getValue());
            }
        }
        return new Resources(requests, limits);
    }
}
