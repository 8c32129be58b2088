package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a ManifestWork has put onto a spoke: an AppliedManifestWork there lists it, and each object names that one as an owner, so
 * that an object of several works lives until the last of them is gone. Orphaned objects have no owner reference.
 */
final class Ownership {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String KIND = "AppliedManifestWork";

    private final ApiObjects spoke;
    private final String hubHash;

    /** An object put there, told apart from a later one of the same name by its uid. */
    record Applied(ResourceRef ref, String uid) {}

    Ownership(ApiObjects spoke, String hubUrl) {
        this.spoke = spoke;
        this.hubHash = sha256(hubUrl);
    }

    private ResourceRef record(String work) {
        return ResourceRef.work(KIND, "", hubHash + "-" + work);
    }

    /** The uid of the work's record on the spoke, which is created if missing. */
    String owner(String work) {
        ObjectNode existing = spoke.get(record(work)).orElseGet(() -> {
            ObjectNode created = JSON.objectNode()
                    .put("apiVersion", record(work).apiVersion())
                    .put("kind", KIND);
            created.putObject("metadata").put("name", record(work).name());
            created.putObject("spec").put("hubHash", hubHash).put("manifestWorkName", work);
            return spoke.create(created);
        });
        return uid(existing);
    }

    /** What was recorded; empty without a record. */
    List<Applied> recorded(String work) {
        List<Applied> applied = new ArrayList<>();
        spoke.get(record(work))
                .ifPresent(r -> r.path("status").path("appliedResources").forEach(a -> applied.add(applied(a))));
        return applied;
    }

    private static Applied applied(JsonNode a) {
        return new Applied(
                new ResourceRef(
                        a.path("group").asText(),
                        a.path("version").asText(),
                        a.path("kind").asText(),
                        a.path("namespace").asText(),
                        a.path("name").asText()),
                a.path("uid").asText());
    }

    void record(String work, List<Applied> applied) {
        ObjectNode status = JSON.objectNode();
        ArrayNode list = status.putArray("appliedResources");
        applied.forEach(a -> list.addObject()
                .put("group", a.ref().group())
                .put("version", a.ref().version())
                .put("kind", a.ref().kind())
                .put("resource", a.ref().plural())
                .put("namespace", a.ref().namespace())
                .put("name", a.ref().name())
                .put("uid", a.uid()));
        spoke.patchStatus(record(work), status);
    }

    void forget(String work) {
        spoke.delete(record(work));
    }

    /** Makes the work an owner of the object, or no owner if {@code orphaned}. */
    void own(ObjectNode object, String work, boolean orphaned) {
        String owner = owner(work);
        ArrayNode others = withoutOwner(object, owner);
        boolean owned =
                others.size() < object.path("metadata").path("ownerReferences").size();
        if (owned == orphaned) {
            if (!orphaned) {
                others.addObject()
                        .put("apiVersion", record(work).apiVersion())
                        .put("kind", KIND)
                        .put("name", record(work).name())
                        .put("uid", owner);
            }
            setOwners(ResourceRef.of(object), object, others);
        }
    }

    /** Deletes the object, or only takes the work from its owners when others own it too. True once nothing is left to do. */
    boolean release(Applied applied, String work, boolean orphaned) {
        Optional<ObjectNode> found = spoke.get(applied.ref()).filter(o -> uid(o).equals(applied.uid()));
        if (found.isEmpty()) {
            return true;
        }
        ArrayNode others = withoutOwner(found.get(), owner(work));
        if (orphaned || !others.isEmpty()) {
            setOwners(applied.ref(), found.get(), others);
            return true;
        }
        if (!found.get().path("metadata").has("deletionTimestamp")) {
            spoke.delete(applied.ref());
        }
        return spoke.get(applied.ref())
                .filter(o -> uid(o).equals(applied.uid()))
                .isEmpty();
    }

    private void setOwners(ResourceRef ref, ObjectNode object, ArrayNode owners) {
        ObjectNode patch = JSON.objectNode();
        patch.putObject("metadata")
                .put(
                        "resourceVersion",
                        object.path("metadata").path("resourceVersion").asText())
                .set("ownerReferences", owners);
        spoke.patch(ref, patch);
    }

    private static ArrayNode withoutOwner(ObjectNode object, String owner) {
        ArrayNode others = JSON.arrayNode();
        for (JsonNode reference : object.path("metadata").path("ownerReferences")) {
            if (!reference.path("uid").asText().equals(owner)) {
                others.add(reference.deepCopy());
            }
        }
        return others;
    }

    static String uid(JsonNode object) {
        return object.path("metadata").path("uid").asText();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
