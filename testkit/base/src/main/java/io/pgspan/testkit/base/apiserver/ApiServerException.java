package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A refusal as an API server words it: HTTP code, machine-readable reason, message. Nothing was changed. */
public final class ApiServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    private ApiServerException(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    /** The HTTP status code, such as 409. */
    public int code() {
        return code;
    }

    /** Kubernetes' reason, such as {@code AlreadyExists} or {@code Conflict}: two different errors share code 409. */
    public String reason() {
        return reason;
    }

    /** The {@code Status} object an API server answers with. */
    public ObjectNode status() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", "Status")
                .put("apiVersion", "v1")
                .put("status", "Failure")
                .put("message", getMessage())
                .put("reason", reason)
                .put("code", code);
    }

    static ApiServerException of(int code, String message) {
        String reason = switch (code) {
            case 429 -> "TooManyRequests";
            case 500 -> "InternalError";
            case 503 -> "ServiceUnavailable";
            case 504 -> "Timeout";
            default -> "Unknown";
        };
        return new ApiServerException(code, reason, message);
    }

    static ApiServerException badRequest(String message) {
        return new ApiServerException(400, "BadRequest", message);
    }

    static ApiServerException forbidden(String message) {
        return new ApiServerException(403, "Forbidden", message);
    }

    static ApiServerException notFound(Object what) {
        return new ApiServerException(404, "NotFound", what + " not found");
    }

    static ApiServerException methodNotAllowed(String message) {
        return new ApiServerException(405, "MethodNotAllowed", message);
    }

    static ApiServerException alreadyExists(Object what) {
        return new ApiServerException(409, "AlreadyExists", what + " already exists");
    }

    static ApiServerException conflict(String message) {
        return new ApiServerException(409, "Conflict", message);
    }

    static ApiServerException expired(String message) {
        return new ApiServerException(410, "Expired", message);
    }

    static ApiServerException unsupportedMediaType(String message) {
        return new ApiServerException(415, "UnsupportedMediaType", message);
    }

    static ApiServerException invalid(String message) {
        return new ApiServerException(422, "Invalid", message);
    }
}
