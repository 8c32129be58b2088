story RULE-4 A leader that has never seen the last timeline gives its own the same number
without TIMELINES_TWICE: breaks I9
# pg-2 has nothing of what pg-1 wrote on its timeline, pg-0 has some of it, and an operator lets pg-2 lead.

given 3 members
given pg-2 is tagged nofailover

at 1s cut replication between pg-1 and pg-2 for 60s
at 1s cut replication between pg-0 and pg-2 for 10s
at 4s crash pg-0 for 8s
by 14s pg-1 leads
by 34s pg-0 follows pg-1
at 34s crash pg-1
at 34s crash pg-0
at 42s ask pg-2 for a failover to pg-2 losing 100000 bytes
by 50s pg-2 leads
by 50s the timeline of pg-2 is 3
at 50s start pg-0
by 75s pg-0 follows pg-2
at 75s start pg-1
by 100s everybody follows pg-2
until 101s
