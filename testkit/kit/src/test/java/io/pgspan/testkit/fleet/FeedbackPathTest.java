package io.pgspan.testkit.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedbackPathTest {
    private static final ObjectNode POD =
            TestFleets.json("{'metadata':{'labels':{'kubedb-role':'primary','a/b.c':'x'}},"
                    + "'spec':{'nodeName':'n1'},'status':{'phase':'Running','nothing':null,"
                    + "'conditions':[{'type':'Initialized','status':'True'},{'type':'Ready','status':'False'}]}}");

    private static List<String> read(String path) {
        return FeedbackPath.parse(path).matches(POD).stream()
                .map(JsonNode::asText)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                ".status.phase|Running",
                "{.status.phase}|Running",
                ".spec.nodeName|n1",
                ".status.conditions[?(@.type==\"Ready\")].status|False",
                ".status.conditions[?(@.type=='Ready')].status|False",
                ".status.conditions[0].status|True",
                ".metadata.labels['a/b.c']|x",
                ".metadata.labels.kubedb-role|primary"
            })
    void readsOneValue(String path, String value) {
        assertThat(read(path)).containsExactly(value);
    }

    @Test
    void readsEveryMatch() {
        assertThat(read(".status.conditions[*].type")).containsExactly("Initialized", "Ready");
    }

    @ParameterizedTest
    @ValueSource(strings = {".status.missing", ".status.nothing", ".status.conditions[7]", ".spec.nodeName.more"})
    void whatIsMissingGivesNothing(String path) {
        assertThat(read(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "status", "..phase", ".status.conditions[?(@.type!='Ready')]", ".status[1:2]"})
    void whatItDoesNotKnowIsRefused(String path) {
        assertThatThrownBy(() -> FeedbackPath.parse(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not supported");
    }
}
