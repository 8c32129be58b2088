package io.pgspan.operators.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.pgspan.operators.manifest.ManifestSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrdSchemasTest {
    private final CrdSchema crane =
            Cranes.SCHEMAS.find("yard.example/v1", "Crane").orElseThrow();

    @Test
    void aVersionTellsWhatTheDefinitionSaysAboutIt() {
        assertThat(crane.isServed()).isTrue();
        assertThat(crane.isStored()).isTrue();
        assertThat(crane.isNamespaced()).isTrue();
        assertThat(crane).hasToString("yard.example/v1 Crane");
        CrdSchema old = Cranes.SCHEMAS.find("yard.example/v1beta1", "Crane").orElseThrow();
        assertThat(old.isServed()).isFalse();
        assertThat(old.isStored()).isFalse();
        assertThat(Cranes.SCHEMAS.versions("yard.example", "Crane")).containsExactly(crane, old);
        assertThat(Cranes.SCHEMAS.all()).containsExactly(crane, old);
    }

    @Test
    void whatIsNotInstalledIsNotFound() {
        assertThat(Cranes.SCHEMAS.find("yard.example/v2", "Crane")).isEmpty();
        assertThat(Cranes.SCHEMAS.find("yard.example/v1", "Truck")).isEmpty();
        assertThat(Cranes.SCHEMAS.versions("yard.example", "Truck")).isEmpty();
    }

    @Test
    void aPropertyIsFoundThroughListsAndMaps() {
        assertThat(crane.hasProperty("spec")).isTrue();
        assertThat(crane.hasProperty("spec", "reach")).isTrue();
        assertThat(crane.hasProperty("spec", "height")).isFalse();
        assertThat(crane.hasProperty("spec", "hooks", "size")).isTrue();
        assertThat(crane.hasProperty("spec", "hooks", "reach")).isFalse();
        assertThat(crane.hasProperty("spec", "bins", "depth")).isTrue();
        assertThat(crane.hasProperty("spec", "reach", "more")).isFalse();
        assertThat(crane.hasProperty("metadata", "labels")).isTrue();
    }

    @Test
    void theLaterOfTwoDefinitionsCountsWithAllItsVersions() {
        ManifestSet first = Cranes.read(io.pgspan.operators.Samples.text("schema/crane.yaml"));
        ManifestSet second = Cranes.read("""
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                spec:
                  group: yard.example
                  names: {kind: Crane}
                  versions: [{name: v2, served: true, storage: true}]
                """);
        CrdSchemas schemas = CrdSchemas.of(List.of(
                first.manifests().get(0).tree(), second.manifests().get(0).tree()));
        assertThat(schemas.all()).singleElement().hasToString("yard.example/v2 Crane");
    }
}
