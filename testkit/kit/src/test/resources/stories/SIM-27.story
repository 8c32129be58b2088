story SIM-27 What the old primary waited for keeps it from coming back as a standby after a switchover
# Each role begins with its own setting; nobody waits for a member that is not there to confirm.

given 2 members
given commits wait strictly for any 1

at 1s ask pg-0 for a switchover
by 5s pg-1 leads
by 10s everybody follows pg-1
by 11s commits flow
by 12s the record claims 1 of pg-0
at 13s ask pg-1 for a switchover to pg-0
by 18s pg-0 leads
by 25s everybody follows pg-0
by 26s commits flow
until 27s
