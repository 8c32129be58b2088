package io.pgspan.backup;

/**
 * One object of a backup.
 *
 * @param name the object's name below the backup, for example {@code base.tar}
 * @param sizeBytes bytes
 * @param sha256 of the content, 64 lower-case hexadecimal digits
 */
public record BackupFile(String name, long sizeBytes, String sha256) {}
