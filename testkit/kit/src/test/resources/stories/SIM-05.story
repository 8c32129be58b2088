story SIM-05 A stranger changes the leader's object without touching its content, and the healthy primary gives up
# Each renewal meets another version than the one it was made for. It is read again and renewed; nothing else happens.

given 3 members
given commits wait for any 1

never not pg-0 accepts writes
never not the epoch is 1
at 1s a stranger touches the record
at 2s a stranger touches the record every 300ms for 20s
at 2s cut the store from pg-1 for 1s
by 3s commits flow
from 3s never not commits flow
never pg-0 has decided fence.lease-over
until 40s
