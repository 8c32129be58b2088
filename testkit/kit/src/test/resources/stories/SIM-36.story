story SIM-36 A promotion that broke off used up a timeline number, and the next primary's history has a gap
without FOLLOWS_DIVERGED: breaks I10
# pg-1 begins a timeline and dies in that moment; another member takes over and begins one of the same number. What is compared is the
# history itself and not the number.
without FOLLOWS_WITHOUT_CLEAN_STOP: breaks I10

given 4 members
given commits wait for any 2
given pg-1 is tagged preferred
given clients write every 1s

at 2s crash pg-0
at 2s pg-1 writes 500 bytes and crashes once it accepts writes
by 32s commits flow
by 30s the epoch is 3
at 40s start pg-1
at 45s start pg-0
by 75s everybody follows the leader
by 75s pg-1 has decided rejoin.was-primary
until 76s
