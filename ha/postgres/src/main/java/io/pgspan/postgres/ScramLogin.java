package io.pgspan.postgres;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import io.pgspan.model.PgspanException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The authentication part of a connection: SCRAM-SHA-256 and nothing else. A server that would take us without it, or asks for the
 * password itself, is refused: SCRAM is also how the server proves that it knows the password.
 */
final class ScramLogin {
    private static final int OK = 0;
    private static final int SASL = 10;
    private static final int SASL_CONTINUE = 11;
    private static final int SASL_FINAL = 12;
    private static final int STEPS_MAX = 8;
    private static final String MECHANISM = "SCRAM-SHA-256";

    private final ProtocolWire wire;
    private final Credentials credentials;

    ScramLogin(ProtocolWire wire, Credentials credentials) {
        this.wire = wire;
        this.credentials = credentials;
    }

    void run() {
        ScramClient scram = null;
        boolean proven = false;
        for (int step = 0; step < STEPS_MAX; step++) {
            ProtocolMessage message = wire.read();
            if (message.type() == 'E') {
                throw message.error(wire.server());
            }
            if (message.type() == 'v' || message.type() == 'N') {
                continue; // an older protocol than asked for, or a notice: both harmless
            }
            if (message.type() != 'R') {
                throw refused("message '" + message.type() + "' instead of authentication");
            }
            int request = message.body().getInt();
            try {
                if (request == SASL) {
                    scram = begin(message);
                } else if (request == SASL_CONTINUE && scram != null) {
                    scram.serverFirstMessage(message.rest());
                    wire.send('p', bytes(scram.clientFinalMessage().toString()));
                } else if (request == SASL_FINAL && scram != null) {
                    scram.serverFinalMessage(message.rest());
                    proven = true;
                } else if (request == OK && proven) {
                    return;
                } else {
                    throw refused("authentication request " + request);
                }
            } catch (ScramException e) {
                throw new PgspanException(
                        wire.server() + ": SCRAM failed, the server doesn't know the password of role '"
                                + credentials.user() + "' or speaks it wrongly",
                        e);
            }
        }
        throw refused("more than " + STEPS_MAX + " steps of authentication");
    }

    private ScramClient begin(ProtocolMessage message) {
        List<String> mechanisms = new ArrayList<>();
        for (String name = message.text(); !name.isEmpty(); name = message.text()) {
            mechanisms.add(name);
        }
        if (!mechanisms.contains(MECHANISM)) {
            throw refused("only " + mechanisms);
        }
        ScramClient scram = ScramClient.builder()
                .advertisedMechanisms(List.of(MECHANISM))
                .username("*") // the server takes the role from the startup message
                .password(credentials.password().reveal().toCharArray())
                .build();
        byte[] first = bytes(scram.clientFirstMessage().toString());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(bytes(MECHANISM));
        body.write(0);
        body.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(first.length).array());
        body.writeBytes(first);
        wire.send('p', body.toByteArray());
        return scram;
    }

    private static byte[] bytes(@Nullable String text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }

    private PgspanException refused(String what) {
        return new PgspanException(wire.server() + ": offers " + what
                + " where SCRAM-SHA-256 is due; set password_encryption and" + " pg_hba.conf to scram-sha-256");
    }
}
