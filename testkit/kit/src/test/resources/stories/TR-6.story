story TR-6 A switchover to the third member
without SWITCHES_OVER_TWICE: breaks the story
# The primary stops, the candidate has its last record, the lease is given back and taken at once: nobody waits for it to run out.

given 3 members
given patient timing
given commits wait for any 1

at 1s ask pg-1 for a switchover to pg-2
by 2s it is written
by 8s pg-2 leads
by 8s the request is done
by 9s commits flow
from 8s never not pg-2 leads
from 9s never not the request is done
by 8s the timeline of pg-2 is 2
by 20s everybody follows pg-2
never pg-1 holds the lease
until 30s
