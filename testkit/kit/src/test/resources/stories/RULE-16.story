story RULE-16 The successor of a crashed primary loses its volume before that has come back, and an operator takes what is left
# Nobody leads by itself: what the successor acknowledged is lost. What is left is a former primary's, which may hold what never was published.

given 2 members

at 2s crash pg-0
by 15s pg-1 leads
at 16s pg-1 loses its volume
at 17s start pg-0
at 17s start pg-1
by 30s pg-0 has decided free.former-primary
from 17s to 32s never somebody accepts writes
at 33s ask pg-0 for a failover losing 1000000 bytes
by 45s pg-0 leads
by 45s the timeline of pg-0 is 3
by 46s commits flow
by 80s everybody follows pg-0
until 81s
