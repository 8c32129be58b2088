package io.pgspan.model.text;

/** What Kubernetes takes for a label. */
public final class Label {
    private static final int NAME_MAX = 63;
    private static final int PREFIX_MAX = 253;

    private Label() {}

    /** Whether this can be a label's key: a name, behind a DNS subdomain and a slash or not. */
    public static boolean isKey(String key) {
        int slash = key.indexOf('/');
        String name = key.substring(slash + 1);
        return !name.isEmpty() && isValue(name) && (slash < 0 || isPrefix(key.substring(0, slash)));
    }

    /**
     * Whether this can be a label's value: empty, or at most 63 letters, digits, dashes, underscores and dots, the first and the last a
     * letter or digit.
     */
    public static boolean isValue(String value) {
        if (value.isEmpty()) {
            return true;
        }
        if (value.length() > NAME_MAX || !isAlphanumeric(value.charAt(0))) {
            return false;
        }
        for (int i = 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!isAlphanumeric(c) && c != '-' && c != '_' && c != '.') {
                return false;
            }
        }
        return isAlphanumeric(value.charAt(value.length() - 1));
    }

    private static boolean isPrefix(String prefix) {
        if (prefix.isEmpty() || prefix.length() > PREFIX_MAX) {
            return false;
        }
        for (String part : prefix.split("\\.", -1)) {
            if (part.isEmpty() || !isLowercase(part.charAt(0)) || !isLowercase(part.charAt(part.length() - 1))) {
                return false;
            }
            for (int i = 0; i < part.length(); i++) {
                if (!isLowercase(part.charAt(i)) && part.charAt(i) != '-') {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isLowercase(char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private static boolean isAlphanumeric(char c) {
        return isLowercase(c) || (c >= 'A' && c <= 'Z');
    }
}
