story SIM-29 Standbys that come and go in the middle of a change leave the record and the primary's setting apart
# Joins and losses at every step of the change from one set of standbys to the next, and a primary that dies in between.
without CLAIMS_AFTER: breaks I11
without SETTLES_AT_ONCE: breaks I11

given 5 members
given commits wait for any 2

at 1s crash pg-1 for 1s
at 1.2s crash pg-2 for 600ms
at 1.5s crash pg-3 for 1s
at 3s crash pg-1 for 2s
at 3.1s crash pg-4 for 2s
at 3.3s crash pg-3 for 1500ms
at 6s crash pg-2 for 6s
at 6.1s crash pg-1 for 6s
at 6.2s crash pg-3 for 6s
at 6.3s crash pg-4 for 6s
by 20s commits flow
at 20.3s crash pg-2 for 5s
at 20.4s crash pg-0 for 5s
by 40s commits flow
at 41s crash pg-3 for 3s
at 41.1s PostgreSQL of pg-4 dies
by 70s everybody follows the leader
until 71s
