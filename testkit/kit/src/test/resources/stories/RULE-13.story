story RULE-13 The record is created anew during maintenance
# One that is there again may be another one. Who leads by the old one stops, and nobody who has data takes an empty one.

given 3 members
given commits wait for any 1

at 1s ask pg-1 to pause
by 3s maintenance is acknowledged
at 5s the record is missing for 3s
at 8s the record is created anew
by 12s not pg-0 accepts writes
from 12s never somebody accepts writes
never pg-0 has done Bootstrap
never pg-1 has done Bootstrap
never not pg-0 has data
until 60s
