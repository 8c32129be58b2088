story SIM-18 The leader's process ends and leaves its lease behind
# Its next incarnation in the same pod knows that the PostgreSQL of the one before is dead, and gives the lease back: nobody waits for it.

given 3 members
given commits wait for any 1

at 1s crash pg-0 for 300ms
by 3s pg-0 has decided former-self.release
by 5s the epoch is 2
by 6s commits flow
by 30s everybody follows the leader
at 35s ask pg-2 for a switchover to pg-0
at 35.2s crash pg-0 for 1s
by 50s commits flow
by 60s everybody follows the leader
until 62s
