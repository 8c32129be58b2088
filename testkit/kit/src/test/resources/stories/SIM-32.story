story SIM-32 Members fail and come back in an order in which the one that comes first is the one that is behind
# pg-2 was away while much was written. The two that have it are lost, pg-2 returns alone, and must not lead.
without IGNORES_HIDDEN_COMMITS: breaks I13

given 3 members
given commits wait for any 1

at 1s crash pg-2
at 3s pg-0 writes 50000 bytes
by 5s commits flow
at 6s crash pg-1
at 6.1s crash pg-0
at 7s start pg-2
from 6.2s to 30s never somebody accepts writes
by 30s pg-2 has decided election.commit-may-hide
at 30s start pg-1
by 45s pg-1 leads
by 46s commits flow
at 50s start pg-0
by 70s everybody follows pg-1
until 71s
