story SIM-19 A lease is given back while a renewal of it is still on its way
without TAKES_WHAT_IS_HANDED_OVER: breaks the story
# A slow store makes renewal and release overlap; whichever arrives second finds another version than it was made for, and stops.

given 3 members
given commits wait for any 1
given patient timing

at 1s the store drips for pg-0 for 30s
at 2s ask pg-1 for a switchover to pg-1
by 20s pg-1 leads
by 21s commits flow
from 20s to 28s never pg-0 holds the lease
at 28s crash pg-1
by 55s commits flow
from 55s never pg-1 holds the lease
until 60s
