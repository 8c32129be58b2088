package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.Arbiter;
import io.pgspan.model.PostgresCluster;
import io.pgspan.model.Resources;
import io.pgspan.model.Storage;
import io.pgspan.model.text.Quantity;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.podspec.ResourceFields;
import io.pgspan.operators.podspec.SchedulingFields;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** {@code arbiter}: the size of its volume stands among its resources. KubeDB adds one to an even number of replicas. */
final class ArbiterSection {
    private static final String STORAGE = "storage";

    private ArbiterSection() {}

    static Optional<Arbiter> read(Cursor spec, int replicas) {
        Arbiter defaults = Arbiter.ofDefaults();
        if (!spec.has("arbiter")) {
            return replicas % 2 != 0 || replicas <= 0 ? Optional.empty() : Optional.of(defaults);
        }
        Cursor arbiter = spec.object("arbiter");
        Cursor resources = arbiter.object("resources");
        Cursor requests = resources.object("requests");
        requests.origin("arbiter.storage.size", STORAGE);
        Quantity size = requests.quantity(STORAGE).orElse(defaults.storage().size());
        Resources all = FilledResources.read(resources, "arbiter.resources", defaults.resources());
        Map<String, Quantity> own = new HashMap<>(all.requests());
        own.remove(STORAGE);
        return Optional.of(new Arbiter(
                new Storage(size, null, true),
                new Resources(own, all.limits()),
                arbiter.labels("nodeSelector"),
                SchedulingFields.tolerations(arbiter)));
    }

    static void write(PostgresCluster wish, ObjectNode spec) {
        wish.arbiter().ifPresent(arbiter -> {
            ObjectNode object = spec.putObject("arbiter");
            ResourceFields.write(
                    object.putObject("resources"),
                    arbiter.resources().request(STORAGE, arbiter.storage().size()));
            SchedulingFields.write(object, arbiter.nodeSelector(), arbiter.tolerations());
        });
    }
}
