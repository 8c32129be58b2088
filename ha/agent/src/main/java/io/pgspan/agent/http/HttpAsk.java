package io.pgspan.agent.http;

import java.util.Map;
import java.util.Set;

/**
 * A request as it was read.
 *
 * @param method in capitals
 * @param path without the query, as sent
 * @param query its parameters, decoded; the last of two of the same name
 * @param body empty without one
 * @param keepAlive whether the caller wants to ask again on this connection
 * @param callers the names the caller's certificate is for
 */
@SuppressWarnings("ArrayRecordComponent") // made by the reader, read once, compared never
record HttpAsk(
        String method, String path, Map<String, String> query, byte[] body, boolean keepAlive, Set<String> callers) {}
