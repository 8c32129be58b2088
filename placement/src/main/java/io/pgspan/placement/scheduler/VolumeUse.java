package io.pgspan.placement.scheduler;

/**
 * A volume that a pod uses on its node.
 *
 * @param id what it is: two uses of one id are the same volume
 * @param driver who attaches it, empty when nobody counts
 * @param disk whether it is a disk that pods on one node share only for reading
 * @param readOnly whether it is only read
 * @param exclusive whether it is a claim that one pod at a time may use
 */
record VolumeUse(String id, String driver, boolean disk, boolean readOnly, boolean exclusive) {}
