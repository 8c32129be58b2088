story RULE-17 An operator gives up what a hanging primary alone knows to be confirmed, and it wakes and acknowledges that
# Agent, guard and server of pg-0 hang while a confirmation is on its way, and nobody asks pg-1, who gave it. The consent reaches what is
# acknowledged only after it: nobody can take back an answer that waits in a suspended machine.

given 3 members
given commits wait strictly for any 1
given pg-2 is tagged nosync
given guards that may freeze

at 6.5s messages of replication between pg-0 and pg-1 take 400ms for 2s
at 7s cut the store from pg-1 for 27s
at 7.2s the machine of pg-0 sleeps for 20s
by 16s pg-2 has decided election.commit-may-hide
at 16s ask pg-2 for a failover losing 10000 bytes
by 18s pg-2 leads
from 12s to 27s never commits flow
by 27.5s commits flow
by 28.5s not pg-0 accepts writes
at 34s everything heals
by 49s commits flow
by 64s everybody follows pg-2
until 65s
