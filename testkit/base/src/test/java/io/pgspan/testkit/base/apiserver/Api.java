package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What the contract asks of an API server, directly or over HTTP; refusals are thrown as {@link Refused}. */
interface Api extends AutoCloseable {
    /** A refusal: HTTP code and reason. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(int code, String reason, Throwable cause) {
            super(code + " " + reason, cause);
        }
    }

    ObjectNode create(ResourcePath collection, ObjectNode object, boolean dryRun);

    ObjectNode get(ResourcePath path);

    List<ObjectNode> list(ResourcePath collection, Selection selection);

    ObjectNode update(ResourcePath path, ObjectNode object);

    ObjectNode patch(ResourcePath path, PatchType type, String patch);

    ObjectNode apply(ResourcePath path, ObjectNode object, String manager, boolean force);

    void delete(ResourcePath path, String resourceVersion);

    /** Events as {@code "ADDED a"}; the list grows while the watch is open. */
    List<String> watch(ResourcePath collection, String resourceVersion);

    void compact();

    @Override
    void close();
}
