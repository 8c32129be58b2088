story SIM-56 Soon after failsafe mode has begun the primary hears something old and thinks that it has lost its lease
# The store flaps between errors and answers from its past while every member lets the primary go on; then only the primary is without
# it, and who has let it go on takes nothing.
without FAILSAFE_BINDS_NOBODY: breaks the story

given 3 members
given commits wait for any 1
given failsafe mode

never not pg-0 accepts writes
at 1s the store refuses writes for 20s
at 3s pg-0 reads what is 10s old for 15s
at 4s the store errs for everybody for 3s
at 9s the store errs for everybody for 3s
at 15s the store is out for 3s
from 2s never not commits flow
by 30s pg-0 goes on without the store
at 30s cut the store from pg-0 for 15s
by 60s the epoch is 1
until 61s
