package io.pgspan.testkit.base.apiserver;

import static io.pgspan.testkit.base.apiserver.Objects.PODS;
import static io.pgspan.testkit.base.apiserver.Objects.WORKS;
import static io.pgspan.testkit.base.apiserver.Objects.json;
import static io.pgspan.testkit.base.apiserver.Objects.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class ServerSideApplyTest {
    private final ApiServerModel model =
            ApiServerModel.builder(Clock.systemUTC()).build();

    @Test
    void items_of_a_well_known_list_belong_to_whoever_applied_them() {
        apply("one", "{'containers':[{'name':'a','image':'1','env':[{'name':'X','value':'1'}]}]}");
        apply("two", "{'containers':[{'name':'b','image':'2'}]}");
        ObjectNode both = apply("two", "{'containers':[{'name':'b','image':'3'},{'name':'a','tty':true}]}");
        ObjectNode rest = apply("one", "{}");

        assertThat(both.path("spec"))
                .isEqualTo(json("{'containers':[{'name':'a','image':'1','env':[{'name':'X','value':'1'}],'tty':true},"
                        + "{'name':'b','image':'3'}]}"));
        assertThat(rest.path("spec"))
                .isEqualTo(json("{'containers':[{'name':'a','tty':true},{'name':'b','image':'3'}]}"));
    }

    @Test
    void a_list_item_nobody_wants_any_more_goes_as_a_whole() {
        apply("one", "{'containers':[{'name':'a','image':'1'},{'name':'b','image':'2'}]}");

        assertThat(apply("one", "{'containers':[{'name':'b','image':'2'}]}").path("spec"))
                .isEqualTo(json("{'containers':[{'name':'b','image':'2'}]}"));
    }

    @Test
    void any_other_list_is_one_value() {
        model.apply(WORKS.named("w"), work("w", "{'containers':[{'name':'a'}]}"), WriteOptions.by("one"));

        assertThatThrownBy(() -> model.apply(
                        WORKS.named("w"), work("w", "{'containers':[{'name':'b'}]}"), WriteOptions.by("two")))
                .hasMessage("Apply failed with 1 conflict: conflict with \"one\" using"
                        + " work.open-cluster-management.io/v1: .spec.containers");
    }

    @Test
    void an_update_takes_the_fields_it_changes() {
        apply("one", "{'nodeName':'n1','hostname':'h'}");
        model.patch(PODS.named("p"), PatchType.MERGE, json("{'spec':{'nodeName':'n2'}}"), WriteOptions.by("scheduler"));

        assertThatThrownBy(() -> apply("one", "{'nodeName':'n1','hostname':'h'}"))
                .hasMessageContaining("conflict with \"scheduler\"")
                .hasMessageContaining(".spec.nodeName");
        assertThat(apply("one", "{}").path("spec")).isEqualTo(json("{'nodeName':'n2'}"));
    }

    @Test
    void two_managers_with_the_same_value_own_it_both() {
        apply("one", "{'hostname':'h'}");
        apply("two", "{'hostname':'h'}");
        assertThat(apply("one", "{}").at("/spec/hostname").asText()).isEqualTo("h");

        assertThat(apply("two", "{}").at("/spec").has("hostname")).isFalse();
    }

    @Test
    void managed_fields_are_written_as_kubernetes_writes_them() {
        ObjectNode pod = apply("one", "{'hostname':'h','containers':[{'name':'a','image':'1'}]}");
        JsonNode entry = pod.at("/metadata/managedFields/0");

        assertThat(entry.path("manager").asText()).isEqualTo("one");
        assertThat(entry.path("operation").asText()).isEqualTo("Apply");
        assertThat(entry.path("fieldsV1").path("f:spec").path("f:containers").path("k:{\"name\":\"a\"}"))
                .isEqualTo(json("{'f:name':{},'f:image':{},'.':{}}"));
        assertThat(FieldSet.parse(entry.path("fieldsV1")).toJson()).isEqualTo(entry.path("fieldsV1"));
    }

    @Test
    void status_is_applied_apart_from_the_rest() {
        apply("one", "{'hostname':'h'}");
        ObjectNode config = pod("{'hostname':'other'}");
        config.putObject("status").putArray("conditions").addObject().put("type", "Ready");
        model.apply(PODS.named("p").status(), config, WriteOptions.by("kubelet"));
        config.putObject("status").putArray("conditions").addObject().put("type", "Slice");
        ObjectNode both = model.apply(PODS.named("p").status(), config, WriteOptions.by("slice"));

        assertThat(both.at("/spec/hostname").asText()).isEqualTo("h");
        assertThat(both.at("/status/conditions").findValuesAsText("type")).containsExactly("Ready", "Slice");
    }

    private ObjectNode apply(String manager, String spec) {
        return model.apply(PODS.named("p"), pod(spec), WriteOptions.by(manager));
    }

    private static ObjectNode pod(String spec) {
        return json("{'apiVersion':'v1','kind':'Pod','metadata':{'name':'p'},'spec':" + spec + "}");
    }
}
