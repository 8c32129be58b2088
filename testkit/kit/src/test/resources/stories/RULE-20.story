story RULE-20 Who was elected without the published timeline dies before it is promoted
# The primary before it comes back, and stands for no election any more. Who was elected takes what it had been given: it waited for the other
# one, as for a member that may know more.

given 3 members
given pg-2 is an arbiter

at 2s PostgreSQL of pg-0 starts slowly for 10s
at 2s ask pg-0 for a switchover to pg-1
by 6s pg-1 leads
at 6s crash pg-1
at 7s crash pg-0 once pg-0 decides holder.promote
by 30s the epoch is 3
at 32s start pg-1
at 34s start pg-0
by 80s pg-0 leads
by 80s the timeline of pg-0 is 3
by 81s commits flow
by 100s pg-1 follows pg-0
until 101s
