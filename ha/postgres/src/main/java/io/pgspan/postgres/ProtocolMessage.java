package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message from the server, protocol 3.0.
 *
 * @param type its letter
 * @param body what follows the length
 */
record ProtocolMessage(char type, ByteBuffer body) {
    /** A text that ends with a zero byte. */
    String text() {
        int end = body.position();
        while (end < body.limit() && body.get(end) != 0) {
            end++;
        }
        if (end == body.limit()) {
            throw new PgspanException("replication protocol: a text in message '" + type + "' has no end");
        }
        byte[] bytes = new byte[end - body.position()];
        body.get(bytes);
        body.get();
        return new String(bytes, StandardCharsets.UTF_8);
    }

    String rest() {
        byte[] bytes = new byte[body.remaining()];
        body.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    List<@Nullable String> dataRow() {
        int columns = body.getShort();
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            int length = body.getInt();
            if (length < 0) {
                row.add(null);
            } else {
                byte[] value = new byte[length];
                body.get(value);
                row.add(new String(value, StandardCharsets.UTF_8));
            }
        }
        return row;
    }

    /** The error this message reports: severity, message, detail and SQLSTATE, never what the client sent. */
    PostgresServerException error(Endpoint server) {
        Map<Character, String> fields = new HashMap<>();
        while (body.hasRemaining()) {
            char field = (char) body.get();
            if (field == 0) {
                break;
            }
            fields.put(field, text());
        }
        String detail = fields.containsKey('D') ? ": " + fields.get('D') : "";
        return new PostgresServerException(
                server + " answered " + fields.getOrDefault('S', "ERROR") + ": " + fields.getOrDefault('M', "?")
                        + detail,
                fields.getOrDefault('C', "XX000"));
    }
}
