package io.pgspan.operators.schema;

import io.pgspan.operators.Lint;
import io.pgspan.operators.Samples;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.ManifestReader;
import io.pgspan.operators.manifest.ManifestReader.Source;
import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;

/** Definitions and objects of the tests. */
final class Cranes {
    static final CrdSchemas SCHEMAS = CrdSchemas.of(read(Samples.text("schema/crane.yaml")));

    private Cranes() {}

    /** A crane with this spec, in YAML's flow style. */
    static Manifest crane(String spec) {
        return read("apiVersion: yard.example/v1\nkind: Crane\nmetadata: {name: tall, namespace: north}\nspec: " + spec
                        + "\n")
                .manifests()
                .get(0);
    }

    static ManifestSet read(String text) {
        ManifestSet set = ManifestReader.parse(List.of(new Source("text.yaml", text)));
        if (!set.violations().isEmpty()) {
            throw new IllegalArgumentException(set.violations().toString());
        }
        return set;
    }

    /** The definitions with one property {@code it} of this schema in place of the spec's others. */
    static CrdSchemas with(String schema) {
        return CrdSchemas.of(read("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: cranes.yard.example}
                spec:
                  group: yard.example
                  scope: Namespaced
                  names: {kind: Crane, plural: cranes}
                  versions:
                    - name: v1
                      served: true
                      storage: true
                      schema:
                        openAPIV3Schema:
                          type: object
                          properties:
                            spec: {type: object, properties: {it: %s}}
                """.formatted(schema)));
    }

    /** Findings as id and path. */
    static List<String> told(List<Lint> lints) {
        return lints.stream().map(lint -> lint.id() + " " + lint.path()).toList();
    }
}
