story SIM-31 Two members, the only standby comes and goes, and commits count as confirmed before replication is up again
# Whenever the standby may be the one to lead, it has everything; otherwise it must not be named, and must not lead.
without CLAIMS_UNCONFIRMED: breaks I11
without IGNORES_HIDDEN_COMMITS: breaks I13

given 2 members
given commits wait for any 1

at 1s crash pg-1 for 11s
by 11.5s the record claims the holder alone
by 11.6s commits flow
at 13.1s crash pg-1 for 600ms
at 14s crash pg-0 for 700ms
at 15s cut replication between pg-0 and pg-1 for 1s
at 16s PostgreSQL of pg-0 dies
at 20s crash pg-0 for 12s
at 21s crash pg-1 for 1s
at 33s crash pg-1 for 9s
by 58s commits flow
at 59s cut replication between pg-0 and pg-1 for 9s
by 68s commits flow
at 68s crash pg-0
from 70s to 88s never two accept writes
at 88s start pg-0
by 105s everybody follows the leader
until 106s
