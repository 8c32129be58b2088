story RULE-8 Who received more of the old timeline than was taken over stands alone when the new leader dies
without IGNORES_DIVERGENCE: breaks I13
# Only pg-2 has what pg-0 acknowledged last. An operator gives that up and lets pg-1 lead, which acknowledges on another timeline.

given 4 members
given commits wait for any 1

at 5s cut replication between pg-0 and pg-1 for 60s
at 5s cut replication between pg-0 and pg-3 for 60s
at 8s crash pg-2
at 8s crash pg-0
at 16s ask pg-1 for a failover to pg-1 losing 100000 bytes
by 20s pg-1 leads
by 30s commits flow
by 30s pg-3 follows pg-1
at 40s crash pg-1
at 40s crash pg-3
at 41s start pg-2
by 55s pg-2 has decided free.diverged
by 60s not pg-2 accepts writes
at 60s start pg-3
by 80s pg-3 leads
by 100s pg-2 follows pg-3
until 101s
