story SIM-54 What failsafe mode remembers of the former leader makes its successor give up
without FAILSAFE_BINDS_NOBODY: breaks I24
# An outage, a switchover, another outage: each leader goes on by the word that was given to itself.

given 3 members
given commits wait for any 1
given failsafe mode

at 1s the store is out for 10s
from 1s to 12s never not pg-0 accepts writes
at 13s ask pg-0 for a switchover to pg-1
by 18s pg-1 leads
at 25s the store is out for 12s
from 25s to 45s never not pg-1 accepts writes
from 25s to 45s never not commits flow
until 46s
