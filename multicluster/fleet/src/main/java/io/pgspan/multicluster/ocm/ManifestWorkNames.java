package io.pgspan.multicluster.ocm;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Names of ManifestWorks. All objects for one Kubernetes cluster share one namespace on the hub, whatever namespace they are for, so
 * a work's name must tell apart what namespace, kind and name tell apart: a name made of the pod's name alone would let two teams'
 * {@code postgres-0} overwrite each other.
 *
 * <p>A name is what a reader recognises (object, kind, namespace, in this order, so that a cut costs least) followed by 80 bits of a
 * SHA-256 over the exact three texts, each preceded by its length: {@code a-b}, {@code c} and {@code a}, {@code b-c} differ. With
 * a million objects the chance that any two meet is below 10<sup>-12</sup>. The same three texts give the same name forever: a
 * changed rule would leave the old works behind and apply everything twice.
 */
public final class ManifestWorkNames {
    /**
     * The longest name. Kubernetes allows 253 characters, and Open Cluster Management 188 of them (it puts a hash before the name on
     * the spoke); 63 is the limit of a label's value and of a DNS label, so that the name may also be used as either.
     */
    public static final int MAX_LENGTH = 63;

    private static final int HASH_LENGTH = 16;
    private static final int READABLE_LENGTH = MAX_LENGTH - HASH_LENGTH - 1;
    private static final int BITS_PER_CHARACTER = 5;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

    private ManifestWorkNames() {}

    /**
     * The name of the work that carries one object: a DNS-1123 label of at most {@link #MAX_LENGTH} characters.
     *
     * @param namespace the object's namespace on the spoke; empty for a cluster-scoped object
     * @param groupKind its kind, with the API group where it has one: {@code Pod}, {@code Deployment.apps}
     * @param objectName its name
     */
    public static String of(String namespace, String groupKind, String objectName) {
        String readable = readable(objectName + "-" + groupKind + "-" + namespace);
        String hash = hash(namespace, groupKind, objectName);
        return readable.isEmpty() ? hash : readable + "-" + hash;
    }

    /** Lower-case letters and digits, single hyphens between them, cut to length. */
    private static String readable(String text) {
        StringBuilder plain = new StringBuilder(READABLE_LENGTH);
        boolean gap = false;
        for (int i = 0; i < text.length() && plain.length() < READABLE_LENGTH; i++) {
            char c = Character.toLowerCase(text.charAt(i));
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                if (gap && !plain.isEmpty()) {
                    if (plain.length() + 1 == READABLE_LENGTH) {
                        break;
                    }
                    plain.append('-');
                }
                plain.append(c);
                gap = false;
            } else {
                gap = true;
            }
        }
        return plain.toString();
    }

    private static String hash(String... parts) {
        MessageDigest sha256;
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            sha256.update(
                    ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            sha256.update(bytes);
        }
        return base32(sha256.digest());
    }

    private static String base32(byte[] digest) {
        StringBuilder text = new StringBuilder(HASH_LENGTH);
        int held = 0;
        int bits = 0;
        for (int i = 0; text.length() < HASH_LENGTH; i++) {
            held = ((held << Byte.SIZE) | (digest[i] & 0xff)) & 0xffff;
            bits += Byte.SIZE;
            while (bits >= BITS_PER_CHARACTER && text.length() < HASH_LENGTH) {
                bits -= BITS_PER_CHARACTER;
                text.append(ALPHABET.charAt((held >> bits) & 0x1f));
            }
        }
        return text.toString();
    }
}
