story SIM-64 A rolling update replaces the primary although the switchover before it has failed
without TAKES_WHAT_IS_HANDED_OVER: breaks the story
# Standbys are replaced one after the other. The switchover is refused while the candidate is not there; until one is done the primary stays.

given 3 members
given commits wait for any 1

at 1s the pod of pg-1 is replaced within 8s
at 4s ask pg-0 for a switchover to pg-1
by 5s it is refused because pg-1
from 1s to 30s never not pg-0 leads
by 16s everybody follows pg-0
at 17s the pod of pg-2 is replaced within 5s
at 18s the disk of pg-1 is slow for 6s
by 30s everybody follows pg-0
at 31s ask pg-0 for a switchover to pg-1
by 40s the request is done
by 40s pg-1 leads
at 41s the pod of pg-0 is replaced within 3s
from 41s never not pg-1 leads
by 60s everybody follows pg-1
until 61s
