package io.pgspan.agent.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What is wrong with one part of a request. */
record Violation(String path, String problem) {

    /** 400 with all of them. */
    static HttpReply reply(List<Violation> violations) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode all = body.putArray("violations");
        violations.forEach(v -> all.addObject().put("path", v.path()).put("problem", v.problem()));
        return HttpReply.json(400, body);
    }
}
