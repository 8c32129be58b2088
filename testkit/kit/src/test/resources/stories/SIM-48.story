story SIM-48 The shutdown of the primary does not end, the lease is kept, and nobody takes over
without TAKES_WHAT_IS_HANDED_OVER: breaks I8
# A shutdown that hangs is given a limit; then the request is done or given up, and somebody leads.

given 3 members
given commits wait for any 1

at 1s PostgreSQL of pg-0 stops slowly for 20s
at 1s cut replication between pg-0 and pg-2 for 15s
at 2s ask pg-1 for a switchover
by 35s not a request waits
by 40s commits flow
by 60s everybody follows the leader
until 61s
