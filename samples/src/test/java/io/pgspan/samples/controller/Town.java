package io.pgspan.samples.controller;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.multicluster.change.ClusterObjects;
import io.pgspan.multicluster.change.KubernetesObjects;
import io.pgspan.multicluster.execution.InMemoryJournal;
import io.pgspan.multicluster.execution.Journal;
import io.pgspan.multicluster.execution.Pace;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import io.pgspan.testkit.base.apiserver.ApiServerModel;
import io.pgspan.testkit.base.apiserver.ResourcePath;
import io.pgspan.testkit.base.apiserver.Selection;
import io.pgspan.testkit.base.apiserver.WriteOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An API server, in which an operator of databases works while others rest, seen by a program that dies at a call: before or after it has had
 * its effect. What it has done is kept over its deaths.
 */
final class Town implements ClusterObjects, Journal, Pace, AutoCloseable {
    static final ObjectKey HIPPO = new ObjectKey("kubedb.com/v1", "Postgres", "demo", "hippo");
    private static final ResourcePath DATABASES =
            ResourcePath.of("kubedb.com/v1", "postgreses").in("demo");
    private static final ResourcePath REQUESTS =
            ResourcePath.of("ops.kubedb.com/v1alpha1", "postgresopsrequests").in("demo");
    private static final WriteOptions OPERATOR = WriteOptions.by("operator");

    final List<String> effects = new ArrayList<>();
    /** What the operator says of the database. */
    String phase = "Ready";
    /** After how many requests it says NotReady. */
    int tiredAfter = Integer.MAX_VALUE;

    int dies;
    int calls;

    private final ApiServerModel model =
            ApiServerModel.builder(Clock.systemUTC()).autoCreateNamespaces().build();
    private final ApiServerHttp http = new ApiServerHttp(model);
    private final ClusterObjects objects = KubernetesObjects.of(http.client());
    private final Journal journal = new InMemoryJournal();
    private Duration now = Duration.ZERO;

    /** The end. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    Town() {
        model.registerCrd(crd("kubedb.com", "v1", "Postgres", "postgreses"));
        model.registerCrd(crd("ops.kubedb.com", "v1alpha1", "PostgresOpsRequest", "postgresopsrequests"));
    }

    private static ObjectNode crd(String group, String version, String kind, String plural) {
        return Texts.tree("""
                {'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition','metadata':{'name':'%4$s.%1$s'},
                 'spec':{'group':'%1$s','scope':'Namespaced',
                         'names':{'kind':'%3$s','plural':'%4$s','singular':'%5$s','listKind':'%3$sList'},
                         'versions':[{'name':'%2$s','served':true,'storage':true,
                            'schema':{'openAPIV3Schema':{'type':'object','x-kubernetes-preserve-unknown-fields':true}}}]}}
                """.formatted(group, version, kind, plural, kind.toLowerCase(java.util.Locale.ROOT)));
    }

    ObjectNode hippo() {
        return model.get(DATABASES.named("hippo"));
    }

    List<ObjectNode> requests() {
        return model.list(REQUESTS, Selection.all()).items();
    }

    /** What it is like, but for versions, times and who said what. */
    String end() {
        return hippo().path("spec") + " "
                + requests().stream()
                        .map(request -> request.path("metadata").path("name").asText())
                        .sorted()
                        .toList();
    }

    @Override
    public Duration now() {
        return now;
    }

    @Override
    public void rest(Duration time) {
        now = now.plus(time);
        work();
    }

    /** The operator takes one look. */
    void work() {
        model.find(DATABASES.named("hippo")).ifPresent(hippo -> say(DATABASES.named("hippo"), phase));
        for (ObjectNode request : requests()) {
            if (!request.path("status").path("phase").asText().equals("Successful")) {
                carryOut(request.path("spec"));
                say(REQUESTS.named(request.path("metadata").path("name").asText()), "Successful");
                tiredAfter--;
                phase = tiredAfter <= 0 ? "NotReady" : phase;
                say(DATABASES.named("hippo"), phase);
            }
        }
    }

    private void carryOut(JsonNode request) {
        ObjectNode hippo = hippo();
        ObjectNode spec = (ObjectNode) hippo.get("spec");
        switch (request.path("type").asText()) {
            case "UpdateVersion" -> spec.set("version", request.at("/updateVersion/targetVersion"));
            case "HorizontalScaling" -> spec.set("replicas", request.at("/horizontalScaling/replicas"));
            case "VolumeExpansion" ->
                ((ObjectNode) spec.at("/storage/resources/requests"))
                        .set("storage", request.at("/volumeExpansion/postgres"));
            default -> throw new AssertionError("nobody asked for " + request);
        }
        model.update(DATABASES.named("hippo"), hippo, OPERATOR);
    }

    private void say(ResourcePath path, String what) {
        ObjectNode object = model.get(path);
        if (!object.path("status").path("phase").asText().equals(what)) {
            object.putObject("status").put("phase", what);
            model.update(path, object, OPERATOR);
        }
    }

    private void call() {
        if (++calls == dies) {
            throw new Death();
        }
    }

    private void done(String what) {
        effects.add(what);
        call();
    }

    @Override
    public Optional<ObjectNode> read(ObjectKey key) {
        call();
        return objects.read(key);
    }

    @Override
    public boolean create(ObjectNode object) {
        call();
        boolean created = objects.create(object);
        done("create " + created + " " + object);
        return created;
    }

    @Override
    public void patch(ObjectKey key, ObjectNode patch) {
        call();
        objects.patch(key, patch);
        done("patch " + key.title() + " " + patch);
    }

    @Override
    public void apply(ObjectNode object) {
        call();
        objects.apply(object);
        done("apply " + object);
    }

    @Override
    public void delete(ObjectKey key) {
        call();
        objects.delete(key);
        done("delete " + key.title());
    }

    @Override
    public Page read(String plan) {
        call();
        return journal.read(plan);
    }

    @Override
    public Page write(String plan, Page read, Map<String, Mark> marks) {
        call();
        Page written = journal.write(plan, read, marks);
        call();
        return written;
    }

    @Override
    public void close() {
        http.close();
    }
}
