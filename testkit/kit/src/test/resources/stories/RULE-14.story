story RULE-14 A primary takes its time to end, and the member it is stopped for loses everything meanwhile
without HANDS_OVER_BY_HEARSAY: breaks I8
# The server waits for a standby that receives nothing. The candidate had said that it has everything, but what was said a while ago doesn't
# count: the primary starts again, for nobody else has its last commits.

given 3 members

at 1s messages of replication between pg-0 and pg-2 take 30s for 10s
at 2s ask pg-0 for a switchover to pg-1
at 3s pg-1 loses its volume
at 5.6s crash pg-2
by 7s pg-0 has decided handover.wait
by 12s pg-0 has decided handover.stalled
never pg-1 accepts writes
never pg-2 accepts writes
by 14s commits flow
at 15s start pg-1
at 15s start pg-2
by 60s everybody follows pg-0
until 61s
