package io.pgspan.operators.kubedb.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.JunkTrees;
import io.pgspan.operators.manifest.Manifest;
import io.pgspan.operators.manifest.Waivers;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What every request keeps on its way through an object. */
class OpsRoundTripTest {

    @Property(tries = 1500)
    void aRequestIsReadBackAsItWasWritten(@ForAll long seed, @ForAll OperationType type) {
        OpsRequest request = GeneratedOps.of(seed, type);

        OpsReading reading = read(OpsRequestWriter.write(request));

        assertThat(reading.request()).contains(request);
        assertThat(reading.residue().unread()).isEmpty();
        assertThat(reading.lint()).extracting(lint -> lint.id()).noneMatch(id -> id.equals("kubedb.unknown-field"));
    }

    @Property(tries = 500)
    void whatIsUnknownIsKept(@ForAll long seed, @ForAll OperationType type) {
        ObjectNode object = OpsRequestWriter.write(GeneratedOps.of(seed, type));
        ((ObjectNode) object.path("spec")).put("later", true);
        ((ObjectNode) object.path("metadata")).putArray("finalizers").add("kubedb.com");

        OpsReading reading = read(object);

        assertThat(reading.violations()).extracting(v -> v.path()).contains("spec.later");
        assertThat(OpsRequestWriter.write(reading.request().orElseThrow(), reading.residue()))
                .isEqualTo(object);
    }

    @Property(tries = 3000)
    void valuesOfWrongTypesEndInFindings(
            @ForAll long seed, @ForAll OperationType type, @ForAll @IntRange(min = 1, max = 6) int changes) {
        ObjectNode object = OpsRequestWriter.write(GeneratedOps.of(seed, type));
        status(object);

        OpsReading reading = read(JunkTrees.spoil(object, new Random(seed), changes));

        assertThat(reading.lint()).allSatisfy(lint -> {
            assertThat(lint.id()).startsWith("kubedb.");
            assertThat(lint.instead()).isNotEmpty();
        });
        assertThat(reading.request().isPresent() || !reading.violations().isEmpty())
                .isTrue();
        reading.request().ifPresent(request -> {
            JsonNode written = OpsRequestWriter.write(request, reading.residue());
            assertThat(written.path("kind").asText()).isEqualTo(OpsRequest.KIND);
        });
    }

    private static void status(ObjectNode object) {
        ((ObjectNode) object.path("metadata")).put("creationTimestamp", "2025-11-28T12:38:56Z");
        ObjectNode status = object.putObject("status").put("phase", "Skipped").put("observedGeneration", 1);
        ArrayNode conditions = status.putArray("conditions");
        conditions
                .addObject()
                .put("type", "Skipped")
                .put("status", "True")
                .put("reason", "ConfigurationMerged")
                .put("message", "merged")
                .put("lastTransitionTime", "2025-11-28T12:38:56Z");
        status.putArray("pausedBackups").addObject().put("name", "nightly");
    }

    private static OpsReading read(ObjectNode object) {
        return OpsRequestReader.read(Manifest.of(object), Waivers.of(List.of()));
    }
}
