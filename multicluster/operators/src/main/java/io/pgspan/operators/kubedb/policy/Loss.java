package io.pgspan.operators.kubedb.policy;

/**
 * Something a policy says that the other generation can't.
 *
 * @param path where it stands in the object that was converted
 * @param value what stands there, short
 * @param why what is lost
 * @param remedy what to do about it
 */
public record Loss(String path, String value, String why, String remedy) {}
