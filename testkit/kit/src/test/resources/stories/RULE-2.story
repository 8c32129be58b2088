story RULE-2 A member is restarted between its promise and the take-over that rests on it
without PROMISE_FORGOTTEN: breaks I13
# What pg-1 has received counts for pg-2 only while pg-1 receives no more; the restarted agent finds the promise beside its data.

given 3 members
given commits wait for any 1

at 1s the store refuses what pg-1 writes for 20s
at 1s pg-1 receives nothing for 8s
at 2s crash pg-0
at 2s cut the store from pg-2 for 4s once pg-2 decides free.promise
at 9s cut agents between pg-1 and pg-2 for 20s
at 9s crash pg-1 for 500ms
by 16s pg-2 leads
by 45s pg-1 follows pg-2
by 47s commits flow
at 47s start pg-0
by 75s everybody follows pg-2
until 76s
