story SIM-26 A former primary counts as ahead and keeps the only synchronous standby from leading
without FOLLOWS_DIVERGED: breaks the story
# It wrote what nobody has acknowledged, and it is reached by everybody; its standby has all that counts.

given 2 members
given commits wait strictly for any 1

at 1s cut replication between pg-0 and pg-1 for 10s
at 1s pg-0 writes 100000 bytes
at 1.5s cut the store from pg-0 for 20s
by 10s pg-1 holds the lease
by 12s pg-1 leads
by 30s pg-0 follows pg-1
by 31s pg-0 has done Rewind
until 40s
