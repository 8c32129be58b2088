story PG-3 A primary's starts fail, and the only standby there is never leads: the lease is given back to nobody, again and again
# It is given back when somebody would be elected, and not before.

given 3 members
given commits wait for any 1
given pg-2 is tagged nofailover

at 0.5s crash pg-1
at 2s PostgreSQL of pg-0 does not start for 20s
at 2s PostgreSQL of pg-0 dies
never not pg-0 holds the lease
by 30s commits flow
at 40s start pg-1
by 60s everybody follows pg-0
until 61s
