story RULE-21 Who was named by an operator, and else leads never, dies before it is promoted
# The primary before it stands for no election any more; so the tag must not keep the one that was elected from what it was given.

given 2 members
given pg-1 is tagged nofailover

at 2s crash pg-0
at 10s ask pg-1 for a failover to pg-1 losing 100000 bytes
at 10s crash pg-1 once pg-1 decides holder.promote
by 20s the epoch is 2
at 21s start pg-0
at 22s start pg-1
by 60s pg-1 leads
by 61s commits flow
by 80s pg-0 follows pg-1
until 81s
