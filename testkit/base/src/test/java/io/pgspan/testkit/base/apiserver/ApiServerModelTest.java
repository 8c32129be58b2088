package io.pgspan.testkit.base.apiserver;

import static io.pgspan.testkit.base.apiserver.Objects.CONFIG_MAPS;
import static io.pgspan.testkit.base.apiserver.Objects.WORKS;
import static io.pgspan.testkit.base.apiserver.Objects.configMap;
import static io.pgspan.testkit.base.apiserver.Objects.json;
import static io.pgspan.testkit.base.apiserver.Objects.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ApiServerModelTest {
    private static final InstantSource CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final WriteOptions ME = WriteOptions.by("me");
    private static final ResourcePath NAMESPACES = ResourcePath.of("v1", "namespaces");

    private final ApiServerModel model = ApiServerModel.builder(CLOCK).build();

    @Test
    void the_same_calls_give_the_same_answers_and_two_servers_share_no_uid() {
        ObjectNode here = model.create(CONFIG_MAPS, configMap("a", "1"), ME);
        ObjectNode there = ApiServerModel.builder(CLOCK).build().create(CONFIG_MAPS, configMap("a", "1"), ME);
        ObjectNode elsewhere =
                ApiServerModel.builder(CLOCK).name("spoke").build().create(CONFIG_MAPS, configMap("a", "1"), ME);

        assertThat(here).isEqualTo(there);
        assertThat(here.at("/metadata/uid")).isNotEqualTo(elsewhere.at("/metadata/uid"));
    }

    @Test
    void a_generated_name_is_valid_and_new_each_time() {
        ObjectNode object = configMap("", "1");
        object.withObject("/metadata").remove("name");
        object.withObject("/metadata").put("generateName", "x-");

        String first =
                model.create(CONFIG_MAPS, object, ME).at("/metadata/name").asText();
        String second =
                model.create(CONFIG_MAPS, object, ME).at("/metadata/name").asText();

        assertThat(List.of(first, second)).doesNotHaveDuplicates().allMatch(n -> n.matches("x-[a-z0-9]{5}"));
    }

    @Test
    void objects_come_and_go_as_copies() {
        ObjectNode sent = configMap("a", "1");
        ObjectNode created = model.create(CONFIG_MAPS, sent, ME);
        sent.withObject("/data").put("v", "changed");
        created.withObject("/data").put("v", "changed");
        model.get(CONFIG_MAPS.named("a")).withObject("/data").put("v", "changed");
        model.list(CONFIG_MAPS, Selection.all()).items().get(0).put("data", "changed");
        model.watch(CONFIG_MAPS, Selection.all(), "0").poll().get(0).object().put("data", "changed");

        assertThat(model.get(CONFIG_MAPS.named("a")).at("/data/v").asText()).isEqualTo("1");
    }

    @Test
    void deleting_a_namespace_deletes_its_content_and_waits_for_finalizers() {
        model.create(NAMESPACES, json("{'apiVersion':'v1','kind':'Namespace','metadata':{'name':'demo'}}"), ME);
        model.create(CONFIG_MAPS.in("demo"), configMap("a", "1"), ME);
        ObjectNode held = configMap("held", "1");
        held.withObject("/metadata").putArray("finalizers").add("x/y");
        model.create(CONFIG_MAPS.in("demo"), held, ME);

        Deletion deletion = model.delete(NAMESPACES.named("demo"), DeleteOptions.plain());

        assertThat(deletion.gone()).isFalse();
        assertThat(deletion.object().at("/status/phase").asText()).isEqualTo("Terminating");
        assertThat(model.find(CONFIG_MAPS.in("demo").named("a"))).isEmpty();
        assertThatThrownBy(() -> model.create(CONFIG_MAPS.in("demo"), configMap("b", "1"), ME))
                .isInstanceOfSatisfying(
                        ApiServerException.class, e -> assertThat(e.code()).isEqualTo(403));
        model.patch(
                CONFIG_MAPS.in("demo").named("held"),
                PatchType.JSON,
                json("{'p':[{'op':'remove','path':'/metadata/finalizers'}]}").path("p"),
                ME);
        assertThat(model.find(NAMESPACES.named("demo"))).isEmpty();
    }

    @Test
    void an_empty_namespace_is_gone_at_once() {
        assertThat(model.delete(NAMESPACES.named("default"), DeleteOptions.plain())
                        .gone())
                .isTrue();
    }

    @Test
    void a_missing_namespace_is_created_only_where_that_is_switched_on() {
        ApiServerModel lenient =
                ApiServerModel.builder(CLOCK).autoCreateNamespaces().build();
        lenient.create(CONFIG_MAPS.in("new"), configMap("a", "1"), ME);

        assertThat(lenient.find(NAMESPACES.named("new"))).isPresent();
        assertThatThrownBy(() -> lenient.create(CONFIG_MAPS.in("bad"), configMap("A", "1"), ME))
                .isInstanceOf(ApiServerException.class);
        assertThat(lenient.find(NAMESPACES.named("bad"))).isEmpty();
    }

    @Test
    void a_dependent_lives_until_its_last_owner_is_gone() {
        model.create(CONFIG_MAPS, configMap("one", "1"), ME);
        model.create(CONFIG_MAPS, configMap("two", "1"), ME);
        model.create(CONFIG_MAPS, owned("child", "one", "two"), ME);
        model.create(CONFIG_MAPS, owned("grandchild", "child"), ME);

        model.delete(CONFIG_MAPS.named("one"), DeleteOptions.plain());
        assertThat(model.get(CONFIG_MAPS.named("child")).at("/metadata/ownerReferences"))
                .hasSize(1);
        model.delete(CONFIG_MAPS.named("two"), DeleteOptions.plain());
        assertThat(model.list(CONFIG_MAPS, Selection.all()).items()).isEmpty();
    }

    @Test
    void orphaned_dependents_stay() {
        model.create(CONFIG_MAPS, configMap("owner", "1"), ME);
        model.create(CONFIG_MAPS, owned("child", "owner"), ME);

        model.delete(CONFIG_MAPS.named("owner"), DeleteOptions.plain().orphaning());

        assertThat(model.get(CONFIG_MAPS.named("child")).path("metadata").has("ownerReferences"))
                .isFalse();
    }

    @Test
    void a_delete_checks_the_uid() {
        ObjectNode created = model.create(CONFIG_MAPS, configMap("a", "1"), ME);

        assertThatThrownBy(() -> model.delete(
                        CONFIG_MAPS.named("a"), DeleteOptions.plain().onlyUid("other")))
                .isInstanceOfSatisfying(
                        ApiServerException.class, e -> assertThat(e.code()).isEqualTo(409));
        assertThat(model.delete(
                                CONFIG_MAPS.named("a"),
                                DeleteOptions.plain()
                                        .onlyUid(created.at("/metadata/uid").asText())
                                        .asDryRun())
                        .gone())
                .isTrue();
        assertThat(model.find(CONFIG_MAPS.named("a"))).isPresent();
    }

    @Test
    void no_finalizer_is_added_to_an_object_being_deleted() {
        ObjectNode object = configMap("a", "1");
        object.withObject("/metadata").putArray("finalizers").add("x/y");
        model.create(CONFIG_MAPS, object, ME);
        model.delete(CONFIG_MAPS.named("a"), DeleteOptions.plain());

        assertThatThrownBy(() -> model.patch(
                        CONFIG_MAPS.named("a"),
                        PatchType.MERGE,
                        json("{'metadata':{'finalizers':['x/y','late/one']}}"),
                        ME))
                .hasMessageContaining("no new finalizers");
    }

    @Test
    void a_registered_kind_is_pruned_by_its_schema() {
        model.registerCrd(crd("{'type':'object','properties':{'spec':{'type':'object','properties':{"
                + "'known':{'type':'string'},"
                + "'open':{'type':'object','x-kubernetes-preserve-unknown-fields':true},"
                + "'map':{'type':'object','additionalProperties':{'type':'object','properties':{'k':{}}}},"
                + "'list':{'type':'array','items':{'type':'object','properties':{'k':{}}}}}}}}"));

        ObjectNode created = model.create(
                WORKS,
                work(
                        "w",
                        "{'known':'a','unknown':'b','open':{'x':{'y':1}},'map':{'m':{'k':1,'u':2}},"
                                + "'list':[{'k':1,'u':2}]}"),
                ME);

        assertThat(created.path("spec"))
                .isEqualTo(json("{'known':'a','open':{'x':{'y':1}},'map':{'m':{'k':1}},'list':[{'k':1}]}"));
        assertThat(model.list(WORKS, Selection.all()).kind()).isEqualTo("ManifestWorkList");
    }

    @Test
    void without_a_declared_status_subresource_status_is_a_field_like_any_other() {
        model.registerCrd(crd("{'type':'object','x-kubernetes-preserve-unknown-fields':true}"));
        ObjectNode object = work("w", "{}");
        object.putObject("status").put("phase", "Ready");

        assertThat(model.create(WORKS, object, ME).at("/status/phase").asText()).isEqualTo("Ready");
        assertThatThrownBy(() -> model.update(WORKS.named("w").status(), object, ME))
                .isInstanceOfSatisfying(
                        ApiServerException.class, e -> assertThat(e.code()).isEqualTo(404));
    }

    @Test
    void an_object_must_fit_its_path() {
        assertThatThrownBy(() -> model.create(CONFIG_MAPS, work("w", "{}"), ME)).hasMessageContaining("apiVersion");
        model.create(CONFIG_MAPS, configMap("a", "1"), ME);
        assertThatThrownBy(() -> model.update(CONFIG_MAPS.named("a"), configMap("b", "1"), ME))
                .hasMessageContaining("does not match the name");
    }

    @Test
    void the_history_is_bounded() {
        ApiServerModel small = ApiServerModel.builder(CLOCK).historyLimit(2).build();
        String start = small.resourceVersion();
        small.create(CONFIG_MAPS, configMap("a", "1"), ME);
        small.create(CONFIG_MAPS, configMap("b", "1"), ME);
        Watch inTime = small.watch(CONFIG_MAPS, Selection.all(), start);
        assertThat(inTime.poll()).hasSize(2);
        small.create(CONFIG_MAPS, configMap("c", "1"), ME);
        Watch late = small.watch(CONFIG_MAPS, Selection.all(), start);

        assertThat(inTime.poll()).hasSize(1);
        assertThat(late.poll())
                .singleElement()
                .satisfies(e -> assertThat(e.object().path("code").asInt()).isEqualTo(410));
        assertThat(late.poll()).isEmpty();
    }

    @Test
    void a_bookmark_comes_only_when_the_watch_would_miss_a_version() {
        Watch watch = model.watch(CONFIG_MAPS, Selection.all(), "0");
        model.create(WORKS, work("w", "{}"), ME);
        assertThat(watch.bookmark()).isEmpty();

        assertThat(watch.poll()).isEmpty();
        assertThat(watch.bookmark())
                .hasValueSatisfying(b -> assertThat(b.resourceVersion()).isEqualTo(currentVersion()));
        assertThat(watch.bookmark()).isEmpty();
        model.create(CONFIG_MAPS, configMap("a", "1"), ME);
        assertThat(watch.poll()).hasSize(1);
        assertThat(watch.bookmark()).isEmpty();
    }

    @Test
    void a_selective_watch_tells_when_an_object_starts_and_ceases_to_match() {
        Watch watch = model.watch(CONFIG_MAPS, Selection.labels("app=wanted"), "0");
        model.create(CONFIG_MAPS, configMap("a", "1"), ME);
        model.patch(CONFIG_MAPS.named("a"), PatchType.MERGE, json("{'metadata':{'labels':{'app':'wanted'}}}"), ME);
        model.patch(CONFIG_MAPS.named("a"), PatchType.MERGE, json("{'metadata':{'labels':null}}"), ME);

        assertThat(watch.poll())
                .extracting(WatchEvent::type)
                .containsExactly(WatchEvent.Type.ADDED, WatchEvent.Type.DELETED);
    }

    @Test
    void a_collection_is_deleted_by_selector() {
        model.create(CONFIG_MAPS, configMap("a", "1"), ME);
        model.create(CONFIG_MAPS, configMap("b", "1"), ME);

        assertThat(model.deleteCollection(CONFIG_MAPS, Selection.labels("app=a"), DeleteOptions.plain()))
                .hasSize(1);
        assertThat(model.list(CONFIG_MAPS, Selection.all()).items()).hasSize(1);
    }

    @Test
    void listeners_hear_of_changes_until_they_are_forgotten() {
        AtomicInteger heard = new AtomicInteger();
        Runnable listener = heard::incrementAndGet;
        model.onChange(listener);
        model.create(CONFIG_MAPS, configMap("a", "1"), ME);
        model.forget(listener);
        model.create(CONFIG_MAPS, configMap("b", "1"), ME);

        assertThat(heard).hasValue(1);
    }

    private long currentVersion() {
        return Long.parseLong(model.resourceVersion());
    }

    private ObjectNode owned(String name, String... owners) {
        ObjectNode object = configMap(name, "1");
        for (String owner : owners) {
            object.withObject("/metadata")
                    .withArray("ownerReferences")
                    .addObject()
                    .put("apiVersion", "v1")
                    .put("kind", "ConfigMap")
                    .put("name", owner)
                    .put(
                            "uid",
                            model.get(CONFIG_MAPS.named(owner))
                                    .at("/metadata/uid")
                                    .asText());
        }
        return object;
    }

    private static ObjectNode crd(String schema) {
        return json("{'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition','metadata':{'name':"
                + "'manifestworks.work.open-cluster-management.io'},'spec':{'group':'work.open-cluster-management.io',"
                + "'scope':'Namespaced','names':{'plural':'manifestworks','kind':'ManifestWork'},'versions':[{'name':'v1',"
                + "'schema':{'openAPIV3Schema':" + schema + "}}]}}");
    }
}
