package io.pgspan.operators.kubedb.ops;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.operators.Residue;

/**
 * A request as an object. Defaults are left out, but for {@code apply}; what only an API server writes (status, uid, versions, times) is never
 * written.
 */
public final class OpsRequestWriter {
    private OpsRequestWriter() {}

    /** The object. */
    public static ObjectNode write(OpsRequest request) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        Json root = new Json(object).text("apiVersion", OpsRequest.API_VERSION).text("kind", OpsRequest.KIND);
        root.object("metadata")
                .text("name", request.name())
                .text("generateName", request.generateName())
                .text("namespace", request.namespace().isEmpty() ? null : request.namespace())
                .labels("labels", request.labels())
                .labels("annotations", request.annotations());
        Json spec = root.object("spec").text("type", request.type().word());
        spec.object("databaseRef").text("name", request.database());
        request.operation().match(new OperationWriter(spec));
        spec.duration("timeout", request.timeout()).word("apply", request.apply(), OpsWords.APPLY);
        spec.number(
                "maxRetries",
                request.maxRetries() == OpsRequest.MAX_RETRIES_DEFAULT ? null : Integer.valueOf(request.maxRetries()));
        return object;
    }

    /** The object with what was left over when it was read. */
    public static ObjectNode write(OpsRequest request, Residue residue) {
        ObjectNode object = write(request);
        residue.restore(OpsRequest.KIND, object);
        return object;
    }
}
