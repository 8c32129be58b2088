package io.pgspan.operators;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.pgspan.operators.manifest.TreePath;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResidueTest {
    private static Map<TreePath, JsonNode> fields(String... paths) {
        Map<TreePath, JsonNode> fields = new LinkedHashMap<>();
        for (String path : paths) {
            fields.put(TreePath.of(path), IntNode.valueOf(1));
        }
        return fields;
    }

    @Test
    void aNewObjectHasTheFieldsButNoNotesAboutTheOldOneAndNoOtherObjects() {
        Residue residue = new Residue(
                Map.of("Thing", fields("metadata", "metadata.uid", "metadata.annotations.a", "status.phase", "spec.x")),
                List.of(JsonNodeFactory.instance.objectNode()));

        assertThat(residue.forNewObjects())
                .isEqualTo(new Residue(
                        Map.of("Thing", fields("metadata", "metadata.annotations.a", "spec.x")), List.of()));
    }

    @Test
    void aPartIsTakenOutOfObjectsOfItsKindOnly() {
        Residue residue =
                new Residue(Map.of("Thing", fields("spec.x.y", "spec.z"), "Other", fields("spec.x.y")), List.of());

        assertThat(residue.without("Thing", TreePath.of("spec.x")))
                .isEqualTo(new Residue(Map.of("Thing", fields("spec.z"), "Other", fields("spec.x.y")), List.of()));
    }
}
