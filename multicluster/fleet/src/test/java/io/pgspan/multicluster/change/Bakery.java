package io.pgspan.multicluster.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.plan.Step;
import io.pgspan.multicluster.execution.Pace;
import io.pgspan.operators.change.ChangePlan;
import io.pgspan.operators.change.Condition;
import io.pgspan.operators.change.Deed;
import io.pgspan.operators.change.ObjectKey;
import io.pgspan.operators.change.Outage;
import io.pgspan.operators.change.PlannedStep;
import io.pgspan.testkit.base.apiserver.ApiServerHttp;
import io.pgspan.testkit.base.apiserver.ApiServerModel;
import io.pgspan.testkit.base.apiserver.ResourcePath;
import io.pgspan.testkit.base.apiserver.Selection;
import io.pgspan.testkit.base.apiserver.WriteOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An API server with an oven and an operator that carries orders out, one look later each. */
final class Bakery implements Pace, AutoCloseable {
    static final String API = "bakery.example/v1";
    static final ObjectKey OVEN = new ObjectKey(API, "Oven", "demo", "big");
    static final ObjectKey SPARE = new ObjectKey(API, "Oven", "demo", "spare");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ResourcePath ORDERS = ResourcePath.of(API, "orders").in("demo");
    private static final ResourcePath OVENS = ResourcePath.of(API, "ovens").in("demo");

    final ApiServerModel model =
            ApiServerModel.builder(Clock.systemUTC()).autoCreateNamespaces().build();
    final ApiServerHttp http = new ApiServerHttp(model);
    final KubernetesObjects objects = KubernetesObjects.of(http.client());
    private Duration now = Duration.ZERO;

    Bakery() {
        model.registerCrd(crd("Order", "orders"));
        model.registerCrd(crd("Oven", "ovens"));
        model.create(OVENS, oven("big", 180), WriteOptions.by("baker"));
        model.create(OVENS, oven("spare", 0), WriteOptions.by("baker"));
    }

    static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static ObjectNode crd(String kind, String plural) {
        return tree("""
                {'apiVersion':'apiextensions.k8s.io/v1','kind':'CustomResourceDefinition',
                 'metadata':{'name':'%1$s.bakery.example'},
                 'spec':{'group':'bakery.example','scope':'Namespaced',
                         'names':{'kind':'%2$s','plural':'%1$s','singular':'%3$s','listKind':'%2$sList'},
                         'versions':[{'name':'v1','served':true,'storage':true,
                            'schema':{'openAPIV3Schema':{'type':'object','x-kubernetes-preserve-unknown-fields':true}}}]}}
                """.formatted(plural, kind, plural.substring(0, plural.length() - 1)));
    }

    static ObjectNode oven(String name, int heat) {
        return tree("{'apiVersion':'%s','kind':'Oven','metadata':{'name':'%s','namespace':'demo'},'spec':{'heat':%d}}"
                .formatted(API, name, heat));
    }

    static ObjectNode order(String name, String what) {
        return tree(
                "{'apiVersion':'%s','kind':'Order','metadata':{'name':'%s','namespace':'demo'},'spec':{'what':'%s'}}"
                        .formatted(API, name, what));
    }

    static Step step(String id, Step.Risk risk) {
        return new Step(id, "do " + id, "because", risk, "ready", "done", "failed", "undo " + id);
    }

    static PlannedStep planned(String id, Deed deed, @Nullable Condition ready, @Nullable Condition done) {
        return new PlannedStep(step(id, Step.Risk.NONE), deed, ready, done, Outage.none(), List.of());
    }

    static Condition phase(ObjectKey key, String met) {
        return new Condition(key, "status.phase", List.of(met), List.of("Failed"), Duration.ofMinutes(5));
    }

    static Condition heat(String degrees) {
        return new Condition(OVEN, "spec.heat", List.of(degrees), List.of(), Duration.ofMinutes(5));
    }

    /** Heat the oven, bake bread, note who baked, scrap the spare oven, wait for the bread. */
    static ChangePlan plan() {
        ObjectNode bread = order("bread", "bread");
        return ChangePlan.of(
                "bread",
                List.of(
                        planned(
                                "heat",
                                new Deed.Patch(OVEN, tree("{'spec':{'heat':230}}")),
                                heat("180"),
                                phase(OVEN, "Hot")),
                        planned("bake", new Deed.Create(bread), heat("230"), phase(ObjectKey.of(bread), "Baked")),
                        planned("note", new Deed.Annotate(OVEN, Map.of("baker", "ann")), heat("230"), null),
                        planned("scrap", new Deed.Delete(SPARE), heat("230"), null),
                        planned("rest", new Deed.Await(phase(ObjectKey.of(bread), "Baked")), heat("230"), null)));
    }

    ObjectNode oven() {
        return model.get(OVENS.named("big"));
    }

    List<ObjectNode> orders() {
        return model.list(ORDERS, Selection.all()).items();
    }

    private void answer(ResourcePath path, String phase) {
        ObjectNode object = model.get(path);
        if (!object.path("status").path("phase").asText().equals(phase)) {
            object.putObject("status").put("phase", phase);
            model.update(path, object, WriteOptions.by("operator"));
        }
    }

    @Override
    public Duration now() {
        return now;
    }

    /** The operator works while others rest. */
    @Override
    public void rest(Duration time) {
        now = now.plus(time);
        if (oven().path("spec").path("heat").asInt() > 200) {
            answer(OVENS.named("big"), "Hot");
        }
        for (ObjectNode order : orders()) {
            String what = order.path("spec").path("what").asText();
            answer(
                    ORDERS.named(order.path("metadata").path("name").asText()),
                    what.equals("coal") ? "Failed" : "Baked");
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
