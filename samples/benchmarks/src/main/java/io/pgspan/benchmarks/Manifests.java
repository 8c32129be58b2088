package io.pgspan.benchmarks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.kubedb.KubeDb;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.ManifestWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The manifests that are measured, and the one job: read, validate, write. */
final class Manifests {
    private static final int KILOBYTE = 1_024;
    private static final int PARTS_MAX = 1_000;

    private Manifests() {}

    /** A {@code Postgres} of 4 kB as a platform team has it. */
    static String realistic() {
        try (InputStream in = Manifests.class.getResourceAsStream("postgres-4k.yaml")) {
            if (in == null) {
                throw new IllegalStateException(
                        "benchmarks: postgres-4k.yaml is not on the class path; build the module");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A {@code Postgres} of about this size: a small one with as many sidecars, annotations and parameters as it takes. */
    static String grown(int kilobytes) {
        ObjectNode postgres = tree("""
                apiVersion: kubedb.com/v1
                kind: Postgres
                metadata: {name: orders, namespace: shop, labels: {team: checkout}, annotations: {}}
                spec:
                  version: "17.2"
                  replicas: 3
                  streamingMode: Synchronous
                  synchronousReplicationConfig: {mode: Any, numSyncReplicas: 1}
                  storage:
                    storageClassName: fast
                    accessModes: [ReadWriteOnce]
                    resources: {requests: {storage: 200Gi}}
                  configuration: {inline: {user.conf: ""}}
                  podTemplate: {spec: {containers: [{name: postgres, resources: {requests: {cpu: "2", memory: 8Gi}}}]}}
                  deletionPolicy: Delete
                """);
        StringBuilder parameters = new StringBuilder();
        String text = "";
        for (int i = 0; i < PARTS_MAX && text.length() < kilobytes * KILOBYTE; i++) {
            parameters
                    .append("custom.parameter_")
                    .append(i)
                    .append(" = 'value ")
                    .append(i)
                    .append("'\n");
            postgres.withObject("/spec/configuration/inline").put("user.conf", parameters.toString());
            postgres.withObject("/metadata/annotations").put("example.com/note-" + i, "this is note " + i);
            ObjectNode sidecar = postgres.withObject("/spec/podTemplate/spec")
                    .withArray("containers")
                    .addObject();
            sidecar.put("name", "sidecar-" + i).put("image", "registry.example.com/platform/sidecar:3.4." + i);
            sidecar.putArray("args").add("--batch=500");
            sidecar.putArray("env").addObject().put("name", "TENANT").put("value", "checkout-" + i);
            sidecar.putObject("resources")
                    .putObject("requests")
                    .put("cpu", "100m")
                    .put("memory", "128Mi");
            text = ManifestWriter.toYaml(List.of(postgres));
        }
        return text;
    }

    /** One text as its only object. */
    static ObjectNode tree(String text) {
        return parse(text).manifests().get(0).tree();
    }

    static ManifestSet parse(String text) {
        return ManifestReader.parse(List.of(new Source("postgres.yaml", text)));
    }

    /** Reads, validates and writes. */
    static List<ObjectNode> run(ManifestSet set) {
        return KubeDb.dialect().write(KubeDb.dialect().read(set, ReadOptions.ofDefaults()));
    }
}
