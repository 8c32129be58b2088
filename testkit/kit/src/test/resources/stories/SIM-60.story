story SIM-60 The candidate of a switchover vanishes, and its request stays for ever
# It dies when the primary begins to stop, and the next one when the lease is handed over. Each request is answered once.

given 4 members
given commits wait for any 2

at 1s ask pg-0 for a switchover to pg-1
at 1s crash pg-1 once pg-0 decides handover.begin
by 20s not a request waits
by 20s commits flow
at 21s start pg-1
by 35s everybody follows the leader
at 36s ask pg-0 for a switchover to pg-2
at 36s crash pg-2 for 15s once pg-0 decides handover.release
by 55s not a request waits
by 60s commits flow
by 80s everybody follows the leader
until 81s
