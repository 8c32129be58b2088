story SIM-15 The store is wiped, and a member sets up a second database beside the first
# A record that is gone for a while is not a free one. One that is created anew and empty is taken by nobody who has data: that is for
# an operator to decide.

given 3 members
given commits wait for any 1

at 1s the record is missing for 2s
by 15s commits flow
at 20s the record is created anew
at 21s crash pg-1 for 1s
at 21s crash pg-2 for 1s
at 21s crash pg-0 for 1s
by 40s pg-0 has decided bootstrap.has-data
by 40s pg-1 has decided bootstrap.has-data
from 26s never somebody accepts writes
never pg-0 has done Bootstrap
never pg-1 has done Bootstrap
never pg-1 has done Clone
never pg-2 has done Clone
never not pg-0 has data
until 60s
