story SIM-16 The store forbids everything for a moment, and a healthy primary gives up
# Errors that end before the renewal deadline cost nothing, and none of them ends the patience early.

given 3 members
given commits wait for any 1

never not pg-0 leads
never pg-0 has decided fence.lease-over
at 1s the store errs for everybody for 1500ms
at 10s the store errs for pg-0 for 1500ms
from 2s never not commits flow
by 30s the epoch is 1
until 31s
