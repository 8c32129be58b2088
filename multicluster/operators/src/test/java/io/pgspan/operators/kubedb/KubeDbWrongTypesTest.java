package io.pgspan.operators.kubedb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.AnyWish;
import io.pgspan.operators.ReadOptions;
import io.pgspan.operators.Reading;
import io.pgspan.operators.Residue;
import io.pgspan.operators.WriteOptions;
import io.pgspan.operators.feature.UnsupportedFeature;
import io.pgspan.operators.manifest.ManifestSet;
import io.pgspan.operators.manifest.Waivers;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Objects with every section there is, and values of wrong types anywhere in them: findings, never an exception. */
class KubeDbWrongTypesTest {
    private static final KubeDb KUBEDB = KubeDb.dialect();
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Property(tries = 1500)
    void aValueOfAWrongTypeIsAFinding(@ForAll long seed) {
        Random random = new Random(seed);
        List<ObjectNode> objects = written(random);
        for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
            spoil(objects.get(random.nextInt(objects.size())), random);
        }

        Reading<KubeDbOptions> reading = KUBEDB.read(ManifestSet.of(objects), ReadOptions.ofDefaults());

        assertThat(reading.lint()).allSatisfy(found -> {
            assertThat(found.happens()).isNotBlank();
            assertThat(found.instead()).isNotBlank();
        });
        if (reading.violations().isEmpty()) {
            Reading<KubeDbOptions> again = KUBEDB.read(ManifestSet.of(KUBEDB.write(reading)), ReadOptions.ofDefaults());
            assertThat(again.cluster()).isEqualTo(reading.cluster());
            assertThat(again.residue()).isEqualTo(reading.residue());
        }
    }

    private static List<ObjectNode> written(Random random) {
        var wish = AnyWish.of(random);
        KubeDbOptions options = KubeDbOptions.ofDefaults();
        List<String> paths = new ArrayList<>(KUBEDB.unsupported(wish, options).stream()
                .map(UnsupportedFeature::path)
                .toList());
        paths.addAll(List.of("placement", "lifecycle", "deletionPolicy", "dataSource", "backups"));
        var able = KUBEDB.restrictions().restrict(wish, options, Waivers.of(paths));
        return KUBEDB.write(able, options, Residue.none(), WriteOptions.waiving(paths));
    }

    /** Walks down at random and puts something else where it stops. */
    private static void spoil(JsonNode node, Random random) {
        JsonNode at = node;
        for (int depth = 0; depth < 12; depth++) {
            List<String> fields = new ArrayList<>();
            if (at instanceof ObjectNode object) {
                for (Map.Entry<String, JsonNode> entry : object.properties()) {
                    fields.add(entry.getKey());
                }
            }
            if (at instanceof ObjectNode object && !fields.isEmpty()) {
                String field = fields.get(random.nextInt(fields.size()));
                if (random.nextInt(4) == 0 || !object.get(field).isContainerNode()) {
                    object.set(field, anything(random));
                    return;
                }
                at = object.get(field);
            } else if (at instanceof ArrayNode array && !array.isEmpty()) {
                int index = random.nextInt(array.size());
                if (random.nextInt(3) == 0) {
                    array.set(index, anything(random));
                    return;
                }
                at = array.get(index);
            } else {
                return;
            }
        }
    }

    private static JsonNode anything(Random random) {
        return switch (random.nextInt(9)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(BigInteger.TEN.pow(400));
            case 2 -> JSON.numberNode(-1);
            case 3 -> JSON.textNode("");
            case 4 -> JSON.textNode("x".repeat(5000));
            case 5 -> JSON.booleanNode(true);
            case 6 -> JSON.arrayNode().add(JSON.nullNode()).add(1).add(JSON.objectNode());
            case 7 -> JSON.objectNode().put("name", "x");
            default -> JSON.numberNode(1.5);
        };
    }
}
