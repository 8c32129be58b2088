story RULE-13 The record is created anew during maintenance, and who led by the old one hangs meanwhile
# One that is there again may be another one. Who led by the old one stops once it has seen that, and nobody who has data takes an empty one.

given 3 members
given commits wait for any 1

at 1s ask pg-1 to pause
by 3s maintenance is acknowledged
at 5s the record is missing for 12s
at 6s the agent of pg-0 freezes for 14s
at 17s the record is created anew
from 4s to 19.9s never not pg-0 accepts writes
by 22s not pg-0 accepts writes
from 22s never somebody accepts writes
never pg-0 has done Bootstrap
never pg-1 has done Bootstrap
never not pg-0 has data
until 60s
