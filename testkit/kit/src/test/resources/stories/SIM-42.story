story SIM-42 A successor is chosen while the old primary goes on writing, and others receive what the successor does not have
# The primary stops first; the lease is handed over when somebody has the very last record, and what comes late is on no other history.

given 3 members
given clients write every 30ms

at 1s slow replication between pg-0 and pg-1 for 20s
at 3s pg-0 writes 200000 bytes
at 3s ask pg-0 for a switchover to pg-1
by 4s it is written
by 25s commits flow
by 25s not a request waits
by 45s everybody follows the leader
until 46s
