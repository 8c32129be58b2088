story RULE-18 A server dies in its promotion, and its data had been a primary's once
# Data that were in recovery since are a standby's: it is started as one and promoted again, and doesn't go on with the timeline it had.

given 3 members
given commits wait for any 1

at 2s ask pg-0 for a switchover to pg-1
by 8s pg-1 leads
by 14s everybody follows pg-1
at 15s ask pg-0 for a switchover to pg-0
at 15s PostgreSQL of pg-0 dies once pg-0 decides holder.promote
by 25s pg-0 has decided holder.start-standby
by 30s pg-0 leads
by 30s the timeline of pg-0 is 3
never pg-0 has decided holder.start
by 35s commits flow
by 60s everybody follows pg-0
until 61s
