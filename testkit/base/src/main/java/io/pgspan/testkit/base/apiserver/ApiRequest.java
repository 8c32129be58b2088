package io.pgspan.testkit.base.apiserver;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to an API server over HTTP.
 *
 * @param method such as {@code GET}
 * @param path decoded, without query
 * @param query decoded parameters
 * @param contentType of the body, {@code ""} without one
 * @param userAgent who asks, {@code ""} if not said
 * @param body {@code ""} without one
 */
public record ApiRequest(
        String method, String path, Map<String, String> query, String contentType, String userAgent, String body) {

    /** {@code target} is path and query as in the request line. */
    static ApiRequest of(String method, String target, String contentType, String userAgent, String body) {
        URI uri = URI.create(target);
        return new ApiRequest(method, uri.getPath(), query(uri), contentType, userAgent, body);
    }

    private static Map<String, String> query(URI uri) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = uri.getRawQuery();
        for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            query.put(decoded(key), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** True for a watch: its events come over a WebSocket. */
    public boolean isWatch() {
        return method.equals("GET") && flag("watch");
    }

    /** True for anything but a read. */
    public boolean isWrite() {
        return !method.equals("GET");
    }

    String parameter(String name) {
        return query.getOrDefault(name, "");
    }

    boolean flag(String name) {
        String value = query.get(name);
        return value != null && !value.equals("false") && !value.equals("0");
    }

    Selection selection() {
        return new Selection(parameter("labelSelector"), parameter("fieldSelector"));
    }

    WriteOptions writeOptions() {
        String named = parameter("fieldManager");
        String agent = userAgent.isEmpty() ? "unknown" : userAgent.split("/", 2)[0];
        return new WriteOptions(named.isEmpty() ? agent : named, flag("force"), isDryRun());
    }

    boolean isDryRun() {
        return parameter("dryRun").equals("All");
    }
}
