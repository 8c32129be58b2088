story PG-2 The member that is elected can't be promoted, and tries for ever
# Three failed promotions end its tenure. It vouches for what it has, stands back for a lease, and another member is elected.

given 3 members
given commits wait for any 1
given pg-1 is tagged preferred

at 0s promotions of PostgreSQL of pg-1 fail for 120s
at 2s crash pg-0
by 15s pg-1 holds the lease
by 40s pg-1 has decided holder.promote-failed
from 0s never pg-1 accepts writes
by 45s pg-2 accepts writes
at 60s start pg-0
by 90s everybody follows pg-2
until 91s
