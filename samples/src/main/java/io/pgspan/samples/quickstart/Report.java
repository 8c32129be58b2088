package io.pgspan.samples.quickstart;

import java.util.List;
import java.util.Map;

/**
 * What a run found, in the shape of {@code report.json}. Durations are in milliseconds.
 *
 * @param input what was read, and with which overrides it was run
 * @param placement where each pod was predicted to go, and why
 * @param survivability what the loss of each domain would do
 * @param topologyBefore the pods before the primary was killed
 * @param pods the pods at the end
 * @param replication the columns of {@code pg_stat_replication} on the last primary
 * @param failover what the kill did
 * @param recovery what the restore brought back
 * @param events everything that happened, in order
 * @param durationMillis the whole run
 */
record Report(
        Input input,
        List<Placement> placement,
        List<Survival> survivability,
        List<Pod> topologyBefore,
        List<Pod> pods,
        List<Map<String, String>> replication,
        Failover failover,
        Recovery recovery,
        List<Event> events,
        long durationMillis) {

    /**
     * What was read.
     *
     * @param manifests the folder, or the name of the built-in one
     * @param cluster namespace and name
     * @param replicas how many hold data
     * @param arbiter whether there is a member without data
     * @param hub the hub's name
     * @param clusters the fleet
     * @param postgresVersionWanted what the manifest says
     * @param postgresVersionRun the server version that really ran
     * @param overrides what the run changed in the wish, in sentences
     * @param notes what the reader had to say
     */
    record Input(
            String manifests,
            String cluster,
            int replicas,
            boolean arbiter,
            String hub,
            List<String> clusters,
            String postgresVersionWanted,
            String postgresVersionRun,
            List<String> overrides,
            List<String> notes) {}

    /** One pod's predicted place; {@code actualNode} is where the simulated scheduler put it. */
    record Placement(
            String pod,
            String cluster,
            String node,
            String zone,
            String storageClass,
            String actualNode,
            List<String> reasons) {}

    /** What is left when a domain is lost. */
    record Survival(
            String kind,
            String domain,
            List<String> lostPods,
            List<String> survivors,
            boolean dataSurvives,
            boolean writable,
            String why) {}

    /** One pod as its agent reports it. */
    record Pod(
            String name,
            String cluster,
            String node,
            String role,
            int timeline,
            String receivedLsn,
            String replayedLsn) {}

    /** What the kill of the primary did. */
    record Failover(
            String killed,
            String promoted,
            long electionMillis,
            long writeOutageMillis,
            long acknowledgedRows,
            long lostRows,
            int timelineBefore,
            int timelineAfter,
            long rejoinedMillis) {}

    /** What the restore brought back. */
    record Recovery(String backupLabel, String target, long rowsExpected, long rowsRecovered) {}

    /** Something that happened: milliseconds since the start, in which part of the run. */
    record Event(long atMillis, String part, String what) {}
}
