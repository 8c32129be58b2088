package io.pgspan.agent.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads requests of HTTP/1.1, as much of it as an agent is asked with: bodies have a length, and nothing is larger than its bound. */
final class HttpReader {
    static final int HEAD_BYTES_MAX = 8 * 1024;
    static final int BODY_BYTES_MAX = 16 * 1024;

    private final InputStream in;
    private int headLeft;

    /** @param in buffered */
    HttpReader(InputStream in) {
        this.in = in;
    }

    /**
     * One request.
     *
     * @param first its first byte
     * @throws IOException when the connection ends before the request does
     * @throws HttpRefusal when the request is none, or too large
     */
    HttpAsk read(int first, Set<String> callers) throws IOException, HttpRefusal {
        headLeft = HEAD_BYTES_MAX;
        String[] start = line(first).split(" ", -1);
        if (start.length != 3 || start[0].isEmpty() || !start[2].startsWith("HTTP/1.")) {
            throw new HttpRefusal(400, "not a request of HTTP/1.1");
        }
        Map<String, String> headers = headers();
        boolean keepAlive = !start[2].equals("HTTP/1.0")
                && !headers.getOrDefault("connection", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("close");
        byte[] body = in.readNBytes(length(headers));
        if (body.length < length(headers)) {
            throw new EOFException("the body ended early");
        }
        int mark = start[1].indexOf('?');
        String path = mark < 0 ? start[1] : start[1].substring(0, mark);
        return new HttpAsk(
                start[0], path, query(mark < 0 ? "" : start[1].substring(mark + 1)), body, keepAlive, callers);
    }

    private Map<String, String> headers() throws IOException, HttpRefusal {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in.read()); !line.isEmpty(); line = line(in.read())) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw new HttpRefusal(400, "a header line has no name");
            }
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            String before = headers.put(name, line.substring(colon + 1).strip());
            if (before != null && name.equals("content-length")) {
                throw new HttpRefusal(400, "two lengths");
            }
        }
        return headers;
    }

    private static int length(Map<String, String> headers) throws HttpRefusal {
        if (headers.containsKey("transfer-encoding")) {
            throw new HttpRefusal(411, "send the body with its length");
        }
        String text = headers.getOrDefault("content-length", "0");
        if (!text.matches("[0-9]{1,18}")) {
            throw new HttpRefusal(400, "the length is no number");
        }
        long length = Long.parseLong(text);
        if (length > BODY_BYTES_MAX) {
            throw new HttpRefusal(413, "a body has at most " + BODY_BYTES_MAX + " bytes");
        }
        return (int) length;
    }

    private String line(int first) throws IOException, HttpRefusal {
        StringBuilder line = new StringBuilder();
        for (int b = first; b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException("the request ended early");
            }
            if (--headLeft < 0) {
                throw new HttpRefusal(431, "a request's head has at most " + HEAD_BYTES_MAX + " bytes");
            }
            line.append((char) b);
        }
        int end = line.length();
        return end > 0 && line.charAt(end - 1) == '\r' ? line.substring(0, end - 1) : line.toString();
    }

    private static Map<String, String> query(String text) throws HttpRefusal {
        Map<String, String> query = new LinkedHashMap<>();
        try {
            for (String pair : text.split("&", -1)) {
                if (!pair.isEmpty()) {
                    int equals = pair.indexOf('=');
                    String name = equals < 0 ? pair : pair.substring(0, equals);
                    String value = equals < 0 ? "" : pair.substring(equals + 1);
                    query.put(
                            URLDecoder.decode(name, StandardCharsets.UTF_8),
                            URLDecoder.decode(value, StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new HttpRefusal(400, "the query is not percent-encoded");
        }
        return query;
    }
}
