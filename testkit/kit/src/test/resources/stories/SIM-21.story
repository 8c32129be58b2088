story SIM-21 A standby counts as synchronous before it has caught up, and the failover to it loses what it never had
# A standby comes back from afar: it is named in the record only once it has what the record will claim of it. The primary dies right then.
without CLAIMS_UNCONFIRMED: breaks I11

given 2 members
given commits wait for any 1

at 1s crash pg-1
by 8s the record claims the holder alone
by 9s commits flow
at 9s pg-0 writes 3000000 bytes
at 10s pg-1 receives nothing for 20s
at 10s start pg-1
by 14s pg-1 is connected to pg-0
at 14s crash pg-0 for 30s
from 14s to 44s never pg-1 holds the lease
by 60s pg-0 leads
by 80s everybody follows pg-0
by 85s the record claims 1 of pg-1
until 86s
