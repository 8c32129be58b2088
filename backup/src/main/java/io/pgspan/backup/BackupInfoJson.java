package io.pgspan.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pgspan.model.PgspanException;
import io.pgspan.model.PostgresVersion;
import io.pgspan.model.wal.Lsn;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A backup's metadata as JSON. Written field by field: what is on disk outlives every refactoring of the record. Numbers beyond 53
 * bits are texts, because other tools read JSON numbers as doubles.
 */
final class BackupInfoJson {
    private static final int FORMAT = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private BackupInfoJson() {}

    static byte[] write(BackupInfo backup) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("format", FORMAT);
        json.put("label", backup.label());
        json.put("timeline", backup.timeline());
        json.put("startLsn", backup.startLsn().toString());
        json.put("stopLsn", backup.stopLsn().toString());
        json.put("startedAt", backup.startedAt().toString());
        json.put("finishedAt", backup.finishedAt().toString());
        json.put("sizeBytes", backup.sizeBytes());
        json.put("postgresVersion", backup.postgresVersion().toString());
        json.put("systemIdentifier", Long.toUnsignedString(backup.systemIdentifier()));
        json.put("walSegmentSize", backup.walSegmentSize());
        ArrayNode files = json.putArray("files");
        for (BackupFile file : backup.files()) {
            files.addObject()
                    .put("name", file.name())
                    .put("sizeBytes", file.sizeBytes())
                    .put("sha256", file.sha256());
        }
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(json);
        } catch (IOException e) {
            throw new BackupException("backup '" + backup.label() + "': its metadata can't be written as JSON", e);
        }
    }

    /** @throws BackupException when the text is not the metadata of a backup, or of a newer format */
    static BackupInfo read(byte[] text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (json == null || !json.isObject()) {
                throw new BackupException("metadata is not a JSON object");
            }
            if (number(json, "format") != FORMAT) {
                throw new BackupException(
                        "metadata has format " + number(json, "format") + "; this version reads " + FORMAT);
            }
            List<BackupFile> files = new ArrayList<>();
            for (JsonNode file : json.path("files")) {
                files.add(new BackupFile(text(file, "name"), number(file, "sizeBytes"), text(file, "sha256")));
            }
            return new BackupInfo(
                    text(json, "label"),
                    Math.toIntExact(number(json, "timeline")),
                    Lsn.of(text(json, "startLsn")),
                    Lsn.of(text(json, "stopLsn")),
                    Instant.parse(text(json, "startedAt")),
                    Instant.parse(text(json, "finishedAt")),
                    files,
                    PostgresVersion.of(text(json, "postgresVersion")),
                    Long.parseUnsignedLong(text(json, "systemIdentifier")),
                    Math.toIntExact(number(json, "walSegmentSize")));
        } catch (IOException e) {
            // not e's text: it quotes the content
            throw new BackupException("metadata is not JSON", e);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new BackupException("metadata holds a malformed value: " + e.getMessage(), e);
        } catch (BackupException e) {
            throw e;
        } catch (PgspanException e) {
            throw new BackupException("metadata holds a malformed value: " + e.getMessage(), e);
        }
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || !value.isTextual()) {
            throw new BackupException("metadata lacks the text '" + field + "'");
        }
        return value.textValue();
    }

    private static long number(JsonNode json, String field) {
        JsonNode value = json.get(field);
        if (value == null || !value.canConvertToLong() || !value.isIntegralNumber()) {
            throw new BackupException("metadata lacks the whole number '" + field + "'");
        }
        return value.longValue();
    }
}
