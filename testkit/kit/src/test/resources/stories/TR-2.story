story TR-2 The store is cut off from the primary alone
# Lease 15 s, deadline 10 s, stop budget 2 s, a look every second. The primary stops before its successor may think of leading.
without NEVER_EXPIRES: breaks I4

given 3 members
given patient timing
given commits wait for any 1

at 1s cut the store from pg-0 for 40s
from 1s to 7s never not pg-0 accepts writes
by 13.5s not pg-0 accepts writes
from 1s to 12.8s never not pg-0 holds the lease
by 25s the epoch is 2
by 28s commits flow
never two accept writes
by 60s everybody follows the leader
until 61s
