story TR-11 A second agent of the same name and another pod starts
# The record names the other pod, so that it touches nothing; when that one ends it is a member like any other.

given 3 members
given commits wait for any 1

at 1s a second pg-0 starts on an empty volume after 500ms
from 1s to 20s never pg-0 accepts writes
from 1s to 20s never not the epoch is 1
never two accept writes
at 20s the former pg-0 ends
by 35s commits flow
by 50s everybody follows the leader
by 50s the epoch is 2
until 51s
