package io.pgspan.operators.kubedb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.decode.Cursor;
import io.pgspan.operators.decode.Words;
import io.pgspan.operators.kubedb.RestoreDetails.Strategy;
import io.pgspan.operators.kubedb.policy.ObjectRef;
import org.jspecify.annotations.Nullable;

/** The part of {@code init.archiver} that only KubeDB has. */
final class RestoreSection {
    private static final String MANIFESTS = "manifestOptions";
    private static final Words<Strategy> STRATEGY = Words.of("sync", Strategy.SYNC)
            .or("fscopy", Strategy.FSCOPY)
            .or("clone", Strategy.CLONE)
            .or("none", Strategy.NONE);

    private RestoreSection() {}

    static RestoreDetails read(Cursor spec) {
        Cursor archiver = spec.object("init").object("archiver");
        if (!archiver.isPresent()) {
            return RestoreDetails.ofDefaults();
        }
        Cursor manifests = archiver.object(MANIFESTS);
        return new RestoreDetails(
                ref(archiver.object("encryptionSecret")),
                ref(archiver.object("manifestRepository")),
                archiver.choice("replicationStrategy", STRATEGY).orElse(Strategy.SYNC),
                manifests.bool("archiver").orElse(false),
                ref(manifests.object("archiverRef")),
                manifests.bool("initScript").orElse(false));
    }

    private static @Nullable ObjectRef ref(Cursor at) {
        return at.isPresent()
                ? new ObjectRef(
                        at.requiredText("name", "name the object").orElse(""),
                        at.text("namespace").orElse(null))
                : null;
    }

    static void write(RestoreDetails details, ObjectNode archiver) {
        ref(archiver, "encryptionSecret", details.encryptionSecret());
        ref(archiver, "manifestRepository", details.manifestRepository());
        if (details.strategy() != Strategy.SYNC) {
            archiver.put("replicationStrategy", STRATEGY.word(details.strategy()));
        }
        if (details.isAboutManifests()) {
            ObjectNode manifests = archiver.putObject(MANIFESTS);
            if (details.restoreArchiver()) {
                manifests.put("archiver", true);
            }
            ref(manifests, "archiverRef", details.archiver());
            if (details.restoreInitScript()) {
                manifests.put("initScript", true);
            }
        }
    }

    private static void ref(ObjectNode parent, String field, @Nullable ObjectRef ref) {
        if (ref != null) {
            ObjectNode object = parent.putObject(field).put("name", ref.name());
            if (ref.namespace() != null) {
                object.put("namespace", ref.namespace());
            }
        }
    }
}
