story SIM-39 The same leader begins a new timeline while a standby is cut off from the store, and the standby never looks
# pg-2 sees neither the record nor the change; it follows again only what is its own history.

given 3 members
given commits wait for any 1
given pg-1 is tagged nofailover
given pg-2 is tagged nofailover

at 1s cut the store from pg-2 for 40s
at 1s cut replication between pg-0 and pg-2 for 5s
at 2s crash pg-0 for 3s
by 25s pg-0 leads
by 26s commits flow
by 60s everybody follows pg-0
until 61s
