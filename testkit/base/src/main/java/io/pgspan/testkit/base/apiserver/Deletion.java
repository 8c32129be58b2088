package io.pgspan.testkit.base.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a deletion did.
 *
 * @param object the last state; with a deletionTimestamp where finalizers keep it
 * @param gone false while finalizers (or, for a namespace, its content) keep the object
 */
public record Deletion(ObjectNode object, boolean gone) {}
