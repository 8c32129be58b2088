package io.pgspan.testkit.base.apiserver;

import java.util.Set;
import java.util.regex.Pattern;

/** The naming rules of RFC 1123 and 1035 that Kubernetes applies to object names. */
final class Names {
    private static final int LABEL_LENGTH_MAX = 63;
    private static final int SUBDOMAIN_LENGTH_MAX = 253;
    private static final Pattern SUBDOMAIN =
            Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
    private static final Pattern LABEL_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
    private static final Set<String> PATH_SEGMENT_GROUPS = Set.of("rbac.authorization.k8s.io");
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";
    private static final int SUFFIX_LENGTH = 5;

    private Names() {}

    /** Throws 422 with Kubernetes' wording. */
    static void check(ObjectKey key) {
        String name = key.name();
        if (PATH_SEGMENT_GROUPS.contains(key.group())) {
            require(!name.isEmpty() && !name.contains("/") && !name.contains("%"), key, "a path segment name");
        } else if (key.isNamespace()) {
            require(matches(LABEL, name, LABEL_LENGTH_MAX), key, "a lowercase RFC 1123 label (at most 63 characters)");
        } else if (key.group().isEmpty() && key.plural().equals("services")) {
            require(matches(LABEL_1035, name, LABEL_LENGTH_MAX), key, "a DNS-1035 label (at most 63 characters)");
        } else {
            require(
                    matches(SUBDOMAIN, name, SUBDOMAIN_LENGTH_MAX),
                    key,
                    "a lowercase RFC 1123 subdomain (at most 253 characters)");
        }
    }

    private static boolean matches(Pattern pattern, String name, int lengthMax) {
        return name.length() <= lengthMax && pattern.matcher(name).matches();
    }

    private static void require(boolean valid, ObjectKey key, String what) {
        if (!valid) {
            throw ApiServerException.invalid(
                    key + " is invalid: metadata.name: Invalid value: \"" + key.name() + "\": must be " + what);
        }
    }

    /** The suffix for generateName, drawn from the object's uid so that a history needs one generator only. */
    static String suffix(String uid) {
        StringBuilder suffix = new StringBuilder();
        long bits = uid.hashCode() & 0xffffffffL;
        for (int i = 0; i < SUFFIX_LENGTH; i++) {
            suffix.append(ALPHABET.charAt((int) (bits % ALPHABET.length())));
            bits /= ALPHABET.length();
        }
        return suffix.toString();
    }
}
