package io.pgspan.backup.store;

/** What a {@link ObjectStore#put put} came to. Either way an object under the key is whole and durable now. */
public enum Put {
    /** The object holds the content of this call. */
    CREATED,
    /** An object was there and the condition was {@link Condition#IF_ABSENT}: it is unchanged and may hold other bytes. */
    EXISTS
}
