story SIM-38 A rewind begins too early, or its source dies midway, and the half-changed data is started
# The source is killed while the former primary is rewound, and then the one that is being changed. What is left over is of no use until a
# rewind or a copy is complete.
without FOLLOWS_DIVERGED: breaks the story

given 3 members
given commits wait for any 1
given pg-2 is tagged nofailover

at 1s isolate pg-0 for 12s
by 12s pg-1 leads
at 12s PostgreSQL of pg-1 dies once pg-0 decides rejoin.was-primary
by 20s pg-0 has done Rewind
by 35s commits flow
by 45s everybody follows pg-1
at 46s isolate pg-1 for 8s
at 46s isolate pg-2 for 8s
at 46s crash pg-0
at 54s start pg-0
by 75s everybody follows pg-1
by 76s commits flow
until 77s
