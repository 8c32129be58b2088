story TR-1 A primary and its agent die
# Nobody takes the lease before it has watched it stand still for its whole duration; then exactly one does.
without TAKES_AT_ONCE: breaks I5

given 3 members
given commits wait for any 1

at 1s crash pg-0
from 1.1s to 5s never somebody accepts writes
from 2s to 5s never commits flow
by 5s pg-0 holds the lease
by 9s the epoch is 2
by 10s commits flow
from 9s never not the epoch is 2
at 20s start pg-0
by 40s the timeline of pg-0 is 2
until 45s
