package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The volumes of one Kubernetes cluster: a directory per claim under the fleet's work directory, bound to the node of the claim's first
 * pod as local storage is. The directory belongs to the claim's uid, so that a claim made anew under an old name is empty.
 */
final class Volumes {
    private static final String SELECTED_NODE = "volume.kubernetes.io/selected-node";
    private static final String DEFAULT_CLASS = "storageclass.kubernetes.io/is-default-class";

    private final ApiObjects spoke;
    private final Path root;

    Volumes(ApiObjects spoke, Path root) {
        this.spoke = spoke;
        this.root = root;
    }

    /** The names of the claims that a pod mounts. */
    static List<String> claims(JsonNode pod) {
        return pod.path("spec")
                .path("volumes")
                .valueStream()
                .map(v -> v.path("persistentVolumeClaim").path("claimName").asText(""))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The node that a claim's volume is on, empty while it isn't bound. */
    static String selectedNode(JsonNode claim) {
        return claim.path("metadata").path("annotations").path(SELECTED_NODE).asText("");
    }

    /**
     * Binds the pod's first claim and gives its directory; a pod without a claim gets a directory of its own uid. Empty while the
     * claim or its storage class doesn't exist.
     */
    Optional<Path> mount(JsonNode pod) {
        String namespace = pod.path("metadata").path("namespace").asText();
        List<String> claims = claims(pod);
        if (claims.isEmpty()) {
            return Optional.of(directory(namespace, "ephemeral", Ownership.uid(pod)));
        }
        ResourceRef ref = ResourceRef.core("PersistentVolumeClaim", namespace, claims.get(0));
        Optional<ObjectNode> claim = spoke.get(ref);
        Optional<String> storageClass = claim.flatMap(this::storageClass);
        if (claim.isEmpty() || storageClass.isEmpty()) {
            return Optional.empty();
        }
        if (!claim.get().path("status").path("phase").asText().equals("Bound")) {
            bind(
                    ref,
                    claim.get(),
                    storageClass.get(),
                    pod.path("spec").path("nodeName").asText());
        }
        return Optional.of(directory(namespace, ref.name(), Ownership.uid(claim.get())));
    }

    private Optional<String> storageClass(ObjectNode claim) {
        String named = claim.path("spec").path("storageClassName").asText("");
        return spoke.list(new ResourceRef("storage.k8s.io", "v1", "StorageClass", "", "")).stream()
                .filter(c -> named.isEmpty() ? isDefault(c) : name(c).equals(named))
                .map(Volumes::name)
                .findFirst();
    }

    private static boolean isDefault(JsonNode storageClass) {
        return storageClass
                .path("metadata")
                .path("annotations")
                .path(DEFAULT_CLASS)
                .asText()
                .equals("true");
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }

    static ObjectNode storageClass(String name, boolean isDefault) {
        ObjectNode storageClass = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", "storage.k8s.io/v1")
                .put("kind", "StorageClass");
        ObjectNode metadata = storageClass.putObject("metadata").put("name", name);
        if (isDefault) {
            metadata.putObject("annotations").put(DEFAULT_CLASS, "true");
        }
        return storageClass
                .put("provisioner", "pgspan.io/simulated-local-path")
                .put("reclaimPolicy", "Delete")
                .put("volumeBindingMode", "WaitForFirstConsumer");
    }

    private void bind(ResourceRef ref, ObjectNode claim, String storageClass, String node) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.putObject("metadata").putObject("annotations").put(SELECTED_NODE, node);
        patch.putObject("spec").put("volumeName", "pvc-" + Ownership.uid(claim)).put("storageClassName", storageClass);
        spoke.patch(ref, patch);
        ObjectNode status = JsonNodeFactory.instance.objectNode().put("phase", "Bound");
        status.set("accessModes", claim.path("spec").path("accessModes"));
        status.putObject("capacity")
                .put(
                        "storage",
                        claim.path("spec")
                                .path("resources")
                                .path("requests")
                                .path("storage")
                                .asText("0"));
        spoke.patchStatus(ref, status);
    }

    private Path directory(String namespace, String claim, String uid) {
        Path directory = root.resolve(namespace + "_" + claim + "_" + uid);
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new PgspanException("can't create the volume " + directory + ": " + e.getMessage(), e);
        }
    }
}
