package io.pgspan.agent.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/** An answer. */
@SuppressWarnings("ArrayRecordComponent") // made once, sent once, compared never
record HttpReply(int status, String contentType, byte[] body, boolean keepAlive) {

    static HttpReply json(int status, JsonNode body) {
        return new HttpReply(status, "application/json", body.toString().getBytes(StandardCharsets.UTF_8), true);
    }

    /** 200 for yes, 503 for no. */
    static HttpReply yesNo(boolean yes) {
        return text(yes ? 200 : 503, yes ? "yes" : "no");
    }

    static HttpReply text(int status, String body) {
        return new HttpReply(status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8), true);
    }

    /** The same, and the connection ends with it. */
    HttpReply last() {
        return new HttpReply(status, contentType, body, false);
    }

    /** The answer on the wire in one piece: two small writes would wait for the caller's acknowledgement of the first. */
    byte[] bytes(boolean withBody) {
        String head = "HTTP/1.1 " + status + " " + reason(status) + "\r\nContent-Type: " + contentType
                + "\r\nContent-Length: " + body.length + "\r\nCache-Control: no-store"
                + (keepAlive ? "" : "\r\nConnection: close") + "\r\n\r\n";
        byte[] headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] all = new byte[headBytes.length + (withBody ? body.length : 0)];
        System.arraycopy(headBytes, 0, all, 0, headBytes.length);
        if (withBody) {
            System.arraycopy(body, 0, all, headBytes.length, body.length);
        }
        return all;
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 202 -> "Accepted";
            case 400 -> "Bad Request";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 411 -> "Length Required";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 503 -> "Service Unavailable";
            default -> "Answer";
        };
    }
}
