story SIM-12 The store ends everybody's watch and leaves the connection open, and agents work on what they saw before
without TAKES_WHAT_IS_HANDED_OVER: breaks the story
# Nobody is woken for a while; the period of looking is what everything rests on.

given 3 members
given commits wait for any 1

at 1s the watch of pg-0 stalls for 60s
at 1s the watch of pg-1 stalls for 60s
at 1s the watch of pg-2 stalls for 60s
from 1s to 5s never not pg-0 leads
at 5s ask pg-1 for a switchover to pg-2
by 9s pg-2 leads
at 15s crash pg-2
by 26s commits flow
by 27s the epoch is 3
until 30s
