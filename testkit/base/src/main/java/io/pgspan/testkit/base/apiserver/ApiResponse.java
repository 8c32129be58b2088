package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An API server's answer: HTTP code and JSON body. */
record ApiResponse(int code, ObjectNode body) {
    static ApiResponse ok(ObjectNode body) {
        return new ApiResponse(200, body);
    }

    static ApiResponse refused(ApiServerException refusal) {
        return new ApiResponse(refusal.code(), refusal.status());
    }
}
