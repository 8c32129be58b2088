package io.pgspan.operators.cnpg;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written into a stored object is taken out again, and only there. */
class StoredDefaultsTest {
    private static ObjectNode object(String metadata, String spec) {
        return Read.set("apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nmetadata: {name: hippo" + metadata
                        + "}\nspec: {instances: 3" + spec + "}\n")
                .manifests()
                .get(0)
                .tree();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failoverDelay: 0 | ''",
                "smartShutdownTimeout: 180 | ''",
                "startDelay: 3600 | ''",
                "stopDelay: 1800 | ''",
                "switchoverDelay: 3600 | ''",
                "primaryUpdateMethod: restart | ''",
                "primaryUpdateStrategy: unsupervised | ''",
                "backup: {target: prefer-standby} | ''",
                "postgresql: {parameters: {archive_mode: 'on'}} | ''",
                "'postgresql: {synchronous: {method: any, number: 1, dataDurability: required}}' | "
                        + "'postgresql: {synchronous: {method: any, number: 1}}'",
                "'tablespaces: [{name: t, temporary: false}]' | 'tablespaces: [{name: t}]'"
            })
    void aDefaultIsTakenOutOfAStoredObjectAlone(String filled, String said) {
        JsonNode written = object("", said.isEmpty() ? "" : ", " + said).path("spec");
        for (String stored : new String[] {", uid: u", ", resourceVersion: \"1\""}) {
            assertThat(StoredDefaults.strip(object(stored, ", " + filled)).path("spec"))
                    .isEqualTo(written);
        }
        if (!filled.contains("archive_mode")) {
            ObjectNode own = object("", ", " + filled);
            assertThat(StoredDefaults.strip(own)).isSameAs(own);
        }
    }

    @Test
    void anotherValueThanTheDefaultStays() {
        ObjectNode stored = object(", uid: u", ", switchoverDelay: 60, backup: {target: primary}");
        assertThat(StoredDefaults.strip(stored)).isEqualTo(stored);
    }
}
