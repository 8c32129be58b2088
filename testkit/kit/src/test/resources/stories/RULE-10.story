story RULE-10 A human promotes a former leader, and who still followed it stands for election with that timeline
without IGNORES_DIVERGENCE: breaks I6
# pg-3 sees neither the record nor the new leader, and goes on receiving from pg-0. It confirms nothing, so its timeline counts for nothing.

given 4 members
given commits wait for any 1

at 2s cut the store from pg-3 for 18.2s
at 2s cut replication between pg-1 and pg-3 for 18s
at 3s ask pg-0 for a switchover to pg-1
by 8s pg-1 leads
by 8s pg-0 follows pg-1
at 10s a human promotes pg-0
by 14s pg-0 follows pg-1
by 15s the timeline of pg-3 is 3
at 19.5s pg-1 loses its volume
at 19.6s start pg-1
from 20s to 60s never pg-3 accepts writes
by 45s commits flow
by 100s everybody follows the leader
until 101s
