story RULE-7 The acknowledgement that maintenance is over is written, and the agent that wrote it hangs
without PAUSE_ENDS_UNBOUND: breaks I2
# From before it tells, the holder is bound by its lease again: the others will go by what it has told.

given 3 members
given commits wait for any 1

at 1s ask pg-1 to pause
by 3s maintenance is acknowledged
at 20s ask pg-1 to resume
at 20s the agent of pg-0 freezes for 30s once pg-0 decides pause.ends
by 23s maintenance is none
by 35s not pg-0 accepts writes
by 48s commits flow
by 70s everybody follows the leader
until 71s
