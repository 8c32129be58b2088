package io.pgspan.postgres;

import io.pgspan.model.PgspanException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A physical replication connection: PostgreSQL's frontend/backend protocol 3.0, simple queries, and the mixture of results and
 * COPY that {@code BASE_BACKUP} answers with, which the JDBC driver can't take. Not encrypted. One caller at a time.
 */
final class ReplicationConnection implements AutoCloseable {
    /** READ_REPLICATION_SLOT and the framing of BASE_BACKUP came with it. */
    static final int SERVER_MAJOR_MIN = 15;

    private static final int PROTOCOL_3_0 = 3 << 16;
    private static final int STARTUP_MESSAGES_MAX = 1000;
    private static final int ROWS_MAX = 10_000;

    private final ProtocolWire wire;
    private int serverMajor;

    private ReplicationConnection(ProtocolWire wire) {
        this.wire = wire;
    }

    /**
     * Connects and authenticates.
     *
     * @throws PostgresUnavailableException when the server can't be reached
     * @throws PostgresServerException when it refuses, for example 28P01 for a wrong password
     */
    static ReplicationConnection open(
            Endpoint server, Credentials credentials, String applicationName, Deadline deadline) {
        ProtocolWire wire = ProtocolWire.connect(server, deadline);
        boolean open = false;
        try {
            ReplicationConnection connection = new ReplicationConnection(wire);
            connection.startup(credentials, applicationName);
            open = true;
            return connection;
        } finally {
            if (!open) {
                wire.close();
            }
        }
    }

    private void startup(Credentials credentials, String applicationName) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("user", credentials.user());
        parameters.put("replication", "true");
        parameters.put("application_name", applicationName);
        parameters.put("client_encoding", "UTF8");
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(PROTOCOL_3_0).array());
        parameters.forEach((name, value) -> {
            body.writeBytes(terminated(name));
            body.writeBytes(terminated(value));
        });
        body.write(0);
        wire.send((char) 0, body.toByteArray());
        new ScramLogin(wire, credentials).run();
        for (int i = 0; i < STARTUP_MESSAGES_MAX; i++) {
            ProtocolMessage message = next();
            if (message.type() == 'Z') {
                checkVersion();
                return;
            }
            if (message.type() == 'S' && message.text().equals("server_version")) {
                serverMajor = leadingNumber(message.text());
            }
        }
        throw new PgspanException(
                wire.server() + ": more than " + STARTUP_MESSAGES_MAX + " messages before the first query");
    }

    private void checkVersion() {
        if (serverMajor < SERVER_MAJOR_MIN) {
            throw new PgspanException(wire.server() + " runs PostgreSQL " + serverMajor
                    + "; base backups and clones need " + SERVER_MAJOR_MIN + " or later");
        }
    }

    private static int leadingNumber(String version) {
        int value = 0;
        for (int i = 0; i < version.length() && Character.isDigit(version.charAt(i)); i++) {
            value = value * 10 + Character.digit(version.charAt(i), 10);
        }
        return value;
    }

    private static byte[] terminated(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new PgspanException("replication protocol: a text holds a zero byte");
        }
        return (text + '\0').getBytes(StandardCharsets.UTF_8);
    }

    Endpoint server() {
        return wire.server();
    }

    int serverMajor() {
        return serverMajor;
    }

    /** Runs a command that answers with at most one result. The connection can be used further after an error. */
    ResultRows query(String command) {
        begin(command);
        try {
            return answer();
        } catch (PostgresServerException e) {
            skipToReady(e);
            throw e;
        }
    }

    /** After an error the server still says that it is ready, unless the error ended the connection. */
    private void skipToReady(PostgresServerException because) {
        try {
            ProtocolMessage message = wire.read();
            while (message.type() != 'Z') {
                message = wire.read();
            }
        } catch (PostgresUnavailableException e) {
            because.addSuppressed(e);
        }
    }

    private ResultRows answer() {
        ResultRows result = new ResultRows(List.of());
        ProtocolMessage message = next();
        while (message.type() != 'Z') {
            if (message.type() == 'T') {
                result = rows();
            }
            message = next();
        }
        return result;
    }

    /** Sends a command whose answers the caller reads one by one. */
    void begin(String command) {
        wire.send('Q', terminated(command));
    }

    /** The next result of the command under way. */
    ResultRows nextResult() {
        expect('T');
        return rows();
    }

    private ResultRows rows() {
        List<List<@Nullable String>> rows = new ArrayList<>();
        for (ProtocolMessage m = next(); m.type() != 'C'; m = next()) {
            if (m.type() != 'D' || rows.size() >= ROWS_MAX) {
                throw unexpected(m, "a row");
            }
            rows.add(m.dataRow());
        }
        return new ResultRows(rows);
    }

    /** Reads a message that must be of the type. */
    ProtocolMessage expect(char type) {
        ProtocolMessage message = next();
        if (message.type() != type) {
            throw unexpected(message, "'" + type + "'");
        }
        return message;
    }

    /** The next part of a COPY, or null at its end. */
    @Nullable
    ProtocolMessage nextCopyData() {
        ProtocolMessage message = next();
        if (message.type() == 'd') {
            return message;
        }
        if (message.type() == 'c') {
            return null;
        }
        throw unexpected(message, "COPY data");
    }

    /** Reads to the end of the command. */
    void finish() {
        ProtocolMessage message = next();
        while (message.type() != 'Z') {
            if (message.type() != 'C') {
                throw unexpected(message, "the end of the command");
            }
            message = next();
        }
    }

    private ProtocolMessage next() {
        ProtocolMessage message = wire.read();
        while (message.type() == 'N') {
            message = wire.read();
        }
        if (message.type() == 'E') {
            throw message.error(wire.server());
        }
        return message;
    }

    private PgspanException unexpected(ProtocolMessage message, String wanted) {
        return new PgspanException(wire.server() + ": replication protocol: message '" + message.type()
                + "' came where " + wanted + " was due");
    }

    @Override
    public void close() {
        wire.close();
    }
}
