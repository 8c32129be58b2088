story RULE-12 The record can't be found for a while during maintenance
# What can't be found tells nobody to stop: hands off means that too. Nothing is written meanwhile, and what is there again counts.
without PAUSE_ENDS_WITHOUT_RECORD: breaks the story

given 3 members
given commits wait for any 1

at 1s ask pg-1 to pause
by 3s maintenance is acknowledged
at 5s the record is missing for 12s
by 8s pg-0 has decided pause.record-gone
from 4s to 24s never not pg-0 accepts writes
by 16s commits flow
at 20s ask pg-2 to resume
by 23s maintenance is none
at 25s isolate pg-0 for 20s
by 29.4s not pg-0 accepts writes
by 40s commits flow
until 60s
