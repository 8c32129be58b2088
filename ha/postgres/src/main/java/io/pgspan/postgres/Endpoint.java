package io.pgspan.postgres;

import io.pgspan.model.PgspanException;

/**
 * Where a PostgreSQL server listens.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 1 to 65535
 */
public record Endpoint(String host, int port) {
    private static final int PORT_MAX = 65535;

    /** @throws PgspanException when the host is blank or the port out of range */
    public Endpoint {
        if (host.isBlank() || port < 1 || port > PORT_MAX) {
            throw new PgspanException(
                    "endpoint: '" + host + ":" + port + "' is not host:port; write for example 10.0.0.7:5432");
        }
    }

    /**
     * Reads {@code host:port}; an IPv6 address stands in brackets.
     *
     * @throws PgspanException when the text is not of that form
     */
    public static Endpoint of(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw malformed(text);
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        } else if (host.indexOf(':') >= 0) {
            throw malformed(text);
        }
        try {
            return new Endpoint(host, Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
    }

    private static PgspanException malformed(String text) {
        return new PgspanException("endpoint: '" + text + "' is not host:port; write for example 10.0.0.7:5432");
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
