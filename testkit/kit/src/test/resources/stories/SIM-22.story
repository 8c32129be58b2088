story SIM-22 A wildcard lets a standby confirm commits that was never meant to
# The standbys that are waited for are always named, and one tagged nosync is never among them: it may be the only one left.

given 3 members
given commits wait strictly for any 1
given pg-2 is tagged nosync

by 1s the record claims 1 of pg-1
at 1s crash pg-1 for 15s
from 3s to 15s never commits flow
from 1s never pg-2 holds the lease
from 1s never not pg-0 leads
by 20s commits flow
until 22s
