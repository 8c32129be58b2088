story RULE-11 A human promotes a former leader, and a standby that may have confirmed commits of the new one still followed it
without IGNORES_FORKS: breaks I13
# What pg-1 decided about commits never reached the record: by that, pg-3 may have confirmed them. In truth pg-2 alone did, after the timeline
# of pg-3 had left. Nobody can know, so nobody leads, until a human has put pg-3 away and consents.

given 4 members
given commits wait for any 1

at 2s cut the store from pg-3 for 5.8s
at 2s cut replication between pg-1 and pg-3 for 20s
at 3s ask pg-0 for a switchover to pg-1
at 3s cut the store from pg-1 for 3s once pg-1 decides sync.apply
at 5.5s a human promotes pg-0
at 6.3s pg-1 loses its volume
at 7s start pg-1
by 20s pg-3 has decided election.forked
by 20s pg-2 has decided election.behind
at 21s pg-3 loses its volume
at 22s start pg-3
at 23s ask pg-2 for a failover losing 1000000 bytes
by 30s pg-2 leads
by 40s commits flow
by 60s everybody follows the leader
until 61s
