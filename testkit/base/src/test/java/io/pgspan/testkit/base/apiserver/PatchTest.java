package io.pgspan.testkit.base.apiserver;

import static io.pgspan.testkit.base.apiserver.Objects.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchTest {
    private static final ObjectNode TARGET = json("{'a':{'b':1},'list':[1,2,3],'t~/x':5}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'a':'b'}|{'a':'c'}|{'a':'c'}",
                "{'a':'b','b':'c'}|{'a':null}|{'b':'c'}",
                "{'a':['b']}|{'a':'c'}|{'a':'c'}",
                "{'a':{'b':'c'}}|{'a':{'b':'d','c':null}}|{'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]}|{'a':[1]}|{'a':[1]}",
                "{'e':null}|{'a':1}|{'e':null,'a':1}",
                "{}|{'a':{'bb':{'ccc':null}}}|{'a':{'bb':{}}}",
            })
    void merge_patches_follow_the_examples_of_their_standard(String target, String patch, String result) {
        assertThat(MergePatch.apply(json(target), json(patch))).isEqualTo(json(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'add','path':'/list/1','value':9}|{'a':{'b':1},'list':[1,9,2,3],'t~/x':5}",
                "{'op':'add','path':'/list/-','value':9}|{'a':{'b':1},'list':[1,2,3,9],'t~/x':5}",
                "{'op':'remove','path':'/list/0'}|{'a':{'b':1},'list':[2,3],'t~/x':5}",
                "{'op':'replace','path':'/list/2','value':9}|{'a':{'b':1},'list':[1,2,9],'t~/x':5}",
                "{'op':'replace','path':'/t~0~1x','value':6}|{'a':{'b':1},'list':[1,2,3],'t~/x':6}",
                "{'op':'move','from':'/a/b','path':'/b'}|{'a':{},'list':[1,2,3],'t~/x':5,'b':1}",
                "{'op':'copy','from':'/a','path':'/c'}|{'a':{'b':1},'list':[1,2,3],'t~/x':5,'c':{'b':1}}",
            })
    void json_patches_follow_their_standard(String operation, String result) {
        assertThat(JsonPatch.apply(TARGET, list(operation))).isEqualTo(json(result));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'op':'remove','path':'/none'}",
                "{'op':'replace','path':'/none','value':1}",
                "{'op':'add','path':'/none/x','value':1}",
                "{'op':'add','path':'/list/9','value':1}",
                "{'op':'add','path':'/a/b/c','value':1}",
                "{'op':'test','path':'/a/b','value':2}",
                "{'op':'add','path':'/x'}",
                "{'op':'add','value':1}",
                "{'op':'mend','path':'/a'}",
            })
    void impossible_json_patches_are_refused(String operation) {
        assertThatThrownBy(() -> JsonPatch.apply(TARGET, list(operation))).isInstanceOf(ApiServerException.class);
    }

    @Test
    void patches_leave_their_target_alone() {
        JsonPatch.apply(TARGET, list("{'op':'remove','path':'/a'}"));
        MergePatch.apply(TARGET, json("{'a':null}"));

        assertThat(TARGET.has("a")).isTrue();
    }

    private static JsonNode list(String operation) {
        return json("{'l':[" + operation + "]}").path("l");
    }
}
