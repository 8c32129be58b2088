package io.pgspan.testkit.base.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is done, in whatever order: versions only grow and a watch tells the whole truth. */
class WatchReplayTest {
    private static final int OPERATIONS = 9;
    private static final int NAMES = 3;

    private ApiServerModel model = emptyModel();

    /** jqwik keeps one instance of this class for all tries, so each try starts anew. */
    private static ApiServerModel emptyModel() {
        return ApiServerModel.builder(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC))
                .autoCreateNamespaces()
                .build();
    }

    @Property(tries = 300)
    void versions_grow_and_a_replay_gives_the_state(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 9_999) Integer> operations) {
        model = emptyModel();
        String start = model.resourceVersion();
        Watch early = model.watch(Objects.WORKS.in(""), Selection.all(), start);
        Watch selective = model.watch(Objects.WORKS.in(""), Selection.labels("step in (0,1)"), start);
        List<WatchEvent> seen = new ArrayList<>();
        List<WatchEvent> seenSelected = new ArrayList<>();
        for (int operation : operations) {
            run(operation);
            seen.addAll(early.poll());
            seenSelected.addAll(selective.poll());
        }

        List<WatchEvent> late =
                model.watch(Objects.WORKS.in(""), Selection.all(), start).poll();
        List<WatchEvent> now =
                model.watch(Objects.WORKS.in(""), Selection.all(), "0").poll();
        assertThat(seen).isEqualTo(late);
        assertThat(late).extracting(WatchEvent::resourceVersion).isSorted().doesNotHaveDuplicates();
        assertThat(replay(late)).isEqualTo(state(Selection.all()));
        assertThat(replay(now)).isEqualTo(state(Selection.all()));
        assertThat(replay(seenSelected)).isEqualTo(state(Selection.labels("step in (0,1)")));
    }

    private void run(int operation) {
        long before = Long.parseLong(model.resourceVersion());
        Map<String, ObjectNode> stateBefore = state(Selection.all());
        try {
            perform(operation);
        } catch (ApiServerException refused) {
            assertThat(model.resourceVersion()).isEqualTo(Long.toString(before));
            assertThat(state(Selection.all())).isEqualTo(stateBefore);
        }
        long after = Long.parseLong(model.resourceVersion());
        assertThat(after).isGreaterThanOrEqualTo(before);
    }

    private void perform(int operation) {
        int kind = operation % OPERATIONS;
        int rest = operation / OPERATIONS;
        String name = "w" + rest % NAMES;
        int step = rest / NAMES % 3;
        String namespace = rest / 9 % 2 == 0 ? "one" : "two";
        ResourcePath path = Objects.WORKS.in(namespace).named(name);
        ObjectNode object = Objects.work(name, "{'step':" + step + "}");
        object.withObject("/metadata").putObject("labels").put("step", Integer.toString(step));
        WriteOptions by = WriteOptions.by("m" + step % 2);
        switch (kind) {
            case 0 -> model.create(path.named(""), object, by);
            case 1 -> model.update(path, object, by);
            case 2 -> model.apply(path, object, by);
            case 3 -> model.apply(path, object, by.forced());
            case 4 -> model.patch(path, PatchType.MERGE, Objects.json("{'status':{'seen':" + step + "}}"), by);
            case 5 -> model.update(path.status(), object.set("status", Objects.json("{'x':" + step + "}")), by);
            case 6 -> model.patch(path, PatchType.MERGE, finalizers(step), by);
            case 7 -> model.create(path.named(""), object, by.asDryRun());
            default -> delete(path, step);
        }
    }

    private void delete(ResourcePath path, int step) {
        if (step == 0) {
            model.delete(ResourcePath.of("v1", "namespaces").named(path.namespace()), DeleteOptions.plain());
        } else {
            model.delete(path, DeleteOptions.plain());
        }
    }

    private static ObjectNode finalizers(int step) {
        return Objects.json("{'metadata':{'finalizers':" + (step == 0 ? "['a/b']" : "null") + "}}");
    }

    private static Map<String, ObjectNode> replay(List<WatchEvent> events) {
        Map<String, ObjectNode> state = new TreeMap<>();
        for (WatchEvent event : events) {
            String key = key(event.object());
            switch (event.type()) {
                case ADDED -> assertThat(state.put(key, event.object())).isNull();
                case MODIFIED -> assertThat(state.put(key, event.object())).isNotNull();
                case DELETED -> assertThat(state.remove(key)).isNotNull();
                default -> throw new AssertionError("unexpected " + event);
            }
        }
        return state;
    }

    private Map<String, ObjectNode> state(Selection selection) {
        Map<String, ObjectNode> state = new TreeMap<>();
        model.list(Objects.WORKS.in(""), selection).items().forEach(o -> state.put(key(o), o));
        return state;
    }

    private static String key(ObjectNode object) {
        return object.at("/metadata/namespace").asText() + "/"
                + object.at("/metadata/name").asText();
    }
}
