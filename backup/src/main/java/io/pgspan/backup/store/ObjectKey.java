package io.pgspan.backup.store;

/** The form of a key. Plain loops: the archive command checks a key in every run and must start fast. */
final class ObjectKey {
    static final int PART_LENGTH = 200;
    static final int KEY_LENGTH = 900;
    private static final String SIGNS = "!'()*+,-.=@_";

    private ObjectKey() {}

    /** @throws StoreException when the text is not a key */
    static String checked(String key) {
        if (key.length() > KEY_LENGTH) {
            throw refused(key, "is longer than " + KEY_LENGTH + " characters");
        }
        int part = 0;
        for (int i = 0; i <= key.length(); i++) {
            char c = i == key.length() ? '/' : key.charAt(i);
            if (c == '/') {
                if (part == 0) {
                    throw refused(key, "has an empty part; a key neither starts nor ends with '/'");
                }
                part = 0;
            } else if (!allowed(c)) {
                throw refused(key, "holds a character that is not allowed, at " + i);
            } else if (part == 0 && c == '.') {
                throw refused(key, "has a part that starts with a dot");
            } else if (++part > PART_LENGTH) {
                throw refused(key, "has a part longer than " + PART_LENGTH + " characters");
            }
        }
        return key;
    }

    /**
     * A beginning of a key: what a listing takes.
     *
     * @throws StoreException when no key can start like this
     */
    static String checkedPrefix(String prefix) {
        if (!prefix.isEmpty()) {
            checked(prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix);
        }
        return prefix;
    }

    private static boolean allowed(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || SIGNS.indexOf(c) >= 0;
    }

    private static StoreException refused(String key, String why) {
        return new StoreException("store: key '" + key + "' " + why);
    }
}
