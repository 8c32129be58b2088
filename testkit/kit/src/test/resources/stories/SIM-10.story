story SIM-10 A deed of the former leader arrives late and overwrites what the new leader has published
without UNKNOWN_EXTENDS: breaks I4
# Writes of the cut-off leader hang on the way, up to eight seconds; what they were made for is not there any more when they arrive.

given 3 members
given commits wait for any 1

at 1s the store answers pg-0 slowly for 40s
at 1.5s cut agents between pg-0 and pg-1 for 30s
at 1.5s cut agents between pg-0 and pg-2 for 30s
at 6s isolate pg-0 for 25s
by 18s commits flow
from 18s to 40s never pg-0 holds the lease
from 18s to 40s never not somebody leads
by 60s everybody follows the leader
until 61s
