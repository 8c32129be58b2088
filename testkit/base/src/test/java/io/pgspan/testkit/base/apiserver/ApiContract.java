package io.pgspan.testkit.base.apiserver;

import static io.pgspan.testkit.base.apiserver.Objects.CONFIG_MAPS;
import static io.pgspan.testkit.base.apiserver.Objects.PODS;
import static io.pgspan.testkit.base.apiserver.Objects.WORKS;
import static io.pgspan.testkit.base.apiserver.Objects.configMap;
import static io.pgspan.testkit.base.apiserver.Objects.json;
import static io.pgspan.testkit.base.apiserver.Objects.pod;
import static io.pgspan.testkit.base.apiserver.Objects.version;
import static io.pgspan.testkit.base.apiserver.Objects.work;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.testkit.base.network.Await;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every way to the API server must do alike. */
abstract class ApiContract {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    protected final ApiServerModel model = ApiServerModel.builder(
                    Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC))
            .build();
    private Api api = new ModelApi(model);

    abstract Api open(ApiServerModel served);

    @BeforeEach
    void openApi() {
        api = open(model);
    }

    @AfterEach
    void closeApi() {
        api.close();
    }

    @Test
    void a_created_object_gets_what_the_server_owns() {
        ObjectNode created = api.create(WORKS, work("w", "{'a':1}"), false);

        assertThat(created.at("/metadata/uid").asText()).hasSize(36);
        assertThat(created.at("/metadata/namespace").asText()).isEqualTo("default");
        assertThat(created.at("/metadata/creationTimestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(created.at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(api.get(WORKS.named("w"))).isEqualTo(created);
    }

    @Test
    void creating_twice_is_a_conflict() {
        api.create(CONFIG_MAPS, configMap("a", "1"), false);

        assertRefused(409, "AlreadyExists", () -> api.create(CONFIG_MAPS, configMap("a", "2"), false));
        assertThat(api.get(CONFIG_MAPS.named("a")).at("/data/v").asText()).isEqualTo("1");
    }

    @Test
    void what_does_not_exist_is_not_found() {
        assertRefused(404, "NotFound", () -> api.update(CONFIG_MAPS.named("a"), configMap("a", "2")));
        assertRefused(404, "NotFound", () -> api.patch(CONFIG_MAPS.named("a"), PatchType.MERGE, "{'data':{}}"));
        assertRefused(404, "NotFound", () -> api.create(CONFIG_MAPS.in("nowhere"), configMap("a", "1"), false));
    }

    @Test
    void a_name_must_be_a_dns_name() {
        assertRefused(422, "Invalid", () -> api.create(CONFIG_MAPS, configMap("Not_A_Name", "1"), false));
    }

    @Test
    void an_update_of_a_stale_version_is_a_conflict_and_one_without_version_is_not() {
        ObjectNode old = api.create(CONFIG_MAPS, configMap("a", "1"), false);
        api.update(CONFIG_MAPS.named("a"), with(old, "/data", "v", "2"));

        assertRefused(409, "Conflict", () -> api.update(CONFIG_MAPS.named("a"), with(old, "/data", "v", "3")));
        assertThat(api.get(CONFIG_MAPS.named("a")).at("/data/v").asText()).isEqualTo("2");
        assertThat(api.update(CONFIG_MAPS.named("a"), configMap("a", "3"))
                        .at("/data/v")
                        .asText())
                .isEqualTo("3");
    }

    @Test
    void an_update_that_changes_nothing_keeps_the_version() {
        ObjectNode created = api.create(WORKS, work("w", "{'a':1}"), false);

        assertThat(api.update(WORKS.named("w"), created)).isEqualTo(created);
    }

    @Test
    void generation_counts_changes_of_the_spec_only() {
        api.create(WORKS, work("w", "{'a':1}"), false);
        api.patch(WORKS.named("w"), PatchType.MERGE, "{'metadata':{'labels':{'x':'y'}}}");
        ObjectNode labelled = api.get(WORKS.named("w"));
        ObjectNode changed = api.patch(WORKS.named("w"), PatchType.MERGE, "{'spec':{'a':2}}");

        assertThat(labelled.at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(changed.at("/metadata/generation").asInt()).isEqualTo(2);
    }

    @Test
    void a_merge_patch_merges_removes_and_replaces_lists() {
        api.create(WORKS, work("w", "{'a':1,'b':{'c':1,'d':2},'list':[1,2]}"), false);

        ObjectNode patched = api.patch(WORKS.named("w"), PatchType.MERGE, "{'spec':{'a':null,'b':{'c':3},'list':[3]}}");

        assertThat(patched.path("spec")).isEqualTo(json("{'b':{'c':3,'d':2},'list':[3]}"));
    }

    @Test
    void a_json_patch_is_all_or_nothing() {
        api.create(WORKS, work("w", "{'a':1}"), false);

        ObjectNode patched = api.patch(
                WORKS.named("w"),
                PatchType.JSON,
                "[{'op':'test','path':'/spec/a','value':1},{'op':'add','path':'/spec/b','value':2}]");
        assertRefused(
                422,
                "Invalid",
                () -> api.patch(
                        WORKS.named("w"),
                        PatchType.JSON,
                        "[{'op':'remove','path':'/spec/b'},{'op':'test','path':'/spec/a','value':7}]"));

        assertThat(patched.path("spec")).isEqualTo(json("{'a':1,'b':2}"));
        assertThat(api.get(WORKS.named("w"))).isEqualTo(patched);
    }

    @Test
    void status_and_the_rest_are_written_apart() {
        for (boolean custom : new boolean[] {true, false}) {
            ResourcePath path = (custom ? WORKS : PODS).named("x");
            ObjectNode created = api.create(path.named(""), custom ? work("x", "{'a':1}") : pod("x", "one"), false);
            ObjectNode both = with(with(created, "/status", "phase", "Running"), "/spec", "extra", "yes");
            both.withObject("/metadata").remove("resourceVersion");

            ObjectNode main = api.update(path, both);
            ObjectNode status = api.update(path.status(), with(both, "/spec", "extra", "no"));

            assertThat(main.at("/status/phase").asText("")).isNotEqualTo("Running");
            assertThat(main.at("/spec/extra").asText()).isEqualTo("yes");
            assertThat(status.at("/status/phase").asText()).isEqualTo("Running");
            assertThat(status.at("/spec/extra").asText()).isEqualTo("yes");
            assertThat(status.at("/metadata/generation").asInt()).isEqualTo(2);
        }
    }

    @Test
    void status_given_at_creation_is_ignored() {
        ObjectNode created = api.create(WORKS, with(work("w", "{}"), "/status", "phase", "Running"), false);

        assertThat(created.has("status")).isFalse();
    }

    @Test
    void apply_creates_merges_and_removes_what_its_manager_no_longer_says() {
        api.apply(WORKS.named("w"), work("w", "{'a':1,'b':{'c':1}}"), "one", false);
        api.apply(WORKS.named("w"), work("w", "{'b':{'d':2}}"), "two", false);
        ObjectNode merged = api.get(WORKS.named("w"));
        ObjectNode reduced = api.apply(WORKS.named("w"), work("w", "{'a':1}"), "one", false);

        assertThat(merged.path("spec")).isEqualTo(json("{'a':1,'b':{'c':1,'d':2}}"));
        assertThat(reduced.path("spec")).isEqualTo(json("{'a':1,'b':{'d':2}}"));
    }

    @Test
    void apply_refuses_a_field_another_manager_owns_unless_forced() {
        api.apply(WORKS.named("w"), work("w", "{'a':1}"), "one", false);

        assertRefused(409, "Conflict", () -> api.apply(WORKS.named("w"), work("w", "{'a':2}"), "two", false));
        assertThat(api.apply(WORKS.named("w"), work("w", "{'a':2}"), "two", true)
                        .path("spec"))
                .isEqualTo(json("{'a':2}"));
        assertRefused(409, "Conflict", () -> api.apply(WORKS.named("w"), work("w", "{'a':1}"), "one", false));
        assertThat(api.apply(WORKS.named("w"), work("w", "{'b':1}"), "one", false)
                        .path("spec"))
                .isEqualTo(json("{'a':2,'b':1}"));
    }

    @Test
    void applying_the_same_again_keeps_the_version() {
        ObjectNode first = api.apply(PODS.named("p"), pod("p", "one"), "one", false);

        assertThat(api.apply(PODS.named("p"), pod("p", "one"), "one", false)).isEqualTo(first);
    }

    @Test
    void a_delete_with_a_stale_version_is_a_conflict() {
        ObjectNode old = api.create(CONFIG_MAPS, configMap("a", "1"), false);
        ObjectNode current = api.update(CONFIG_MAPS.named("a"), configMap("a", "2"));

        assertRefused(409, "Conflict", () -> api.delete(CONFIG_MAPS.named("a"), version(old)));
        assertThat(api.get(CONFIG_MAPS.named("a"))).isEqualTo(current);
        api.delete(CONFIG_MAPS.named("a"), version(current));
        assertRefused(404, "NotFound", () -> api.get(CONFIG_MAPS.named("a")));
    }

    @Test
    void finalizers_hold_an_object_until_the_last_is_removed() {
        ObjectNode object = work("w", "{}");
        object.withObject("/metadata").putArray("finalizers").add("x/y");
        api.create(WORKS, object, false);

        api.delete(WORKS.named("w"), "");
        assertThat(api.get(WORKS.named("w")).at("/metadata/deletionTimestamp").asText())
                .isEqualTo("2026-01-02T03:04:05Z");
        api.patch(WORKS.named("w"), PatchType.MERGE, "{'metadata':{'finalizers':null}}");

        assertRefused(404, "NotFound", () -> api.get(WORKS.named("w")));
    }

    @Test
    void dependents_follow_their_owner() {
        String uid = api.create(WORKS, work("owner", "{}"), false)
                .at("/metadata/uid")
                .asText();
        ObjectNode child = configMap("child", "1");
        child.withObject("/metadata")
                .set(
                        "ownerReferences",
                        json("{'l':[{'apiVersion':'work.open-cluster-management.io/v1',"
                                        + "'kind':'ManifestWork','name':'owner','uid':'" + uid + "'}]}")
                                .path("l"));
        api.create(CONFIG_MAPS, child, false);
        api.create(CONFIG_MAPS, configMap("other", "1"), false);

        api.delete(WORKS.named("owner"), "");

        assertThat(names(api.list(CONFIG_MAPS, Selection.all()))).containsExactly("other");
    }

    @Test
    void a_dry_run_checks_and_stores_nothing() {
        assertThat(api.create(CONFIG_MAPS, configMap("a", "1"), true)
                        .at("/data/v")
                        .asText())
                .isEqualTo("1");
        assertRefused(404, "NotFound", () -> api.get(CONFIG_MAPS.named("a")));
        api.create(CONFIG_MAPS, configMap("a", "1"), false);
        assertRefused(409, "AlreadyExists", () -> api.create(CONFIG_MAPS, configMap("a", "1"), true));
    }

    @Test
    void lists_are_selected_by_labels_and_fields() {
        api.create(CONFIG_MAPS, configMap("a", "1"), false);
        api.create(CONFIG_MAPS, configMap("b", "1"), false);
        api.create(CONFIG_MAPS, configMap("c", "1"), false);

        assertThat(names(api.list(CONFIG_MAPS, Selection.labels("app in (a, b),app!=b"))))
                .containsExactly("a");
        assertThat(names(api.list(CONFIG_MAPS, Selection.fields("metadata.name!=b"))))
                .containsExactly("a", "c");
    }

    @Test
    void a_watch_sees_each_change_once_and_in_order() {
        api.create(CONFIG_MAPS, configMap("before", "1"), false);
        List<String> events = api.watch(CONFIG_MAPS, model.resourceVersion());
        api.create(CONFIG_MAPS, configMap("a", "1"), false);
        api.create(WORKS, work("w", "{}"), false);
        api.update(CONFIG_MAPS.named("a"), configMap("a", "2"));
        api.update(CONFIG_MAPS.named("a"), configMap("a", "2"));
        api.delete(CONFIG_MAPS.named("a"), "");

        Await.until("three events", LIMIT, () -> events.size() >= 3);
        assertThat(events).containsExactly("ADDED a", "MODIFIED a", "DELETED a");
    }

    @Test
    void a_watch_from_nowhere_starts_with_what_is() {
        api.create(CONFIG_MAPS, configMap("a", "1"), false);
        List<String> events = api.watch(CONFIG_MAPS, "0");

        Await.until("one event", LIMIT, () -> events.size() >= 1);
        assertThat(events).containsExactly("ADDED a");
    }

    @Test
    void a_watch_from_before_the_compaction_is_gone() {
        String from = model.resourceVersion();
        api.create(CONFIG_MAPS, configMap("a", "1"), false);
        api.compact();
        List<String> events = api.watch(CONFIG_MAPS, from);

        Await.until("the error", LIMIT, () -> events.size() >= 1);
        assertThat(events).containsExactly("ERROR 410");
    }

    private static List<String> names(List<ObjectNode> objects) {
        return objects.stream().map(o -> o.at("/metadata/name").asText()).toList();
    }

    private static ObjectNode with(ObjectNode object, String parent, String field, String value) {
        ObjectNode copy = object.deepCopy();
        copy.withObject(parent).put(field, value);
        return copy;
    }

    private static void assertRefused(int code, String reason, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(Api.Refused.class)
                .hasMessageStartingWith(code + " ")
                .hasMessageContaining(reason);
    }
}
