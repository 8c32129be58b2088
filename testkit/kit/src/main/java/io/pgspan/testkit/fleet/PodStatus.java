package io.pgspan.testkit.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.testkit.fleet.PodContainer.Ending;
import java.time.Instant;

/** A pod's status as a kubelet writes it. */
final class PodStatus {
    private PodStatus() {}

    static ObjectNode of(JsonNode pod, PodContainer.State state, boolean ready, Instant now) {
        JsonNode before = pod.path("status");
        boolean everStarted = state.starts() > 0;
        ObjectNode status = JsonNodeFactory.instance
                .objectNode()
                .put("phase", everStarted ? "Running" : "Pending")
                .put("podIP", PodNetwork.HOST)
                .put("hostIP", PodNetwork.HOST)
                .put("startTime", before.path("startTime").asText(Conditions.timestamp(now)));
        status.putArray("podIPs").addObject().put("ip", PodNetwork.HOST);
        String reason = ready ? "" : "ContainersNotReady";
        status.set(
                "conditions",
                new Conditions(before.path("conditions"), now)
                        .add("PodScheduled", true, "", "")
                        .add("Initialized", true, "", "")
                        .add("ContainersReady", ready, reason, "")
                        .add("Ready", ready, reason, "")
                        .list());
        JsonNode spec = pod.path("spec").path("containers").path(0);
        ObjectNode container = status.putArray("containerStatuses")
                .addObject()
                .put("name", spec.path("name").asText())
                .put("image", spec.path("image").asText())
                .put("ready", ready)
                .put("started", state.running())
                .put("restartCount", state.restarts());
        ObjectNode now0 = container.putObject("state");
        Instant startedAt = state.startedAt();
        if (state.running() && startedAt != null) {
            now0.putObject("running").put("startedAt", Conditions.timestamp(startedAt));
        } else {
            now0.putObject("waiting").put("reason", state.waitingReason()).put("message", state.waitingMessage());
        }
        Ending ending = state.lastEnding();
        if (ending != null) {
            container
                    .putObject("lastState")
                    .putObject("terminated")
                    .put("exitCode", ending.exitCode())
                    .put("reason", ending.reason())
                    .put("startedAt", Conditions.timestamp(ending.startedAt()))
                    .put("finishedAt", Conditions.timestamp(ending.finishedAt()));
        }
        return status;
    }
}
