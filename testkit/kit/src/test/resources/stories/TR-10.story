story TR-10 A stranger changes the version between a read and a renewal
# A conflict, a second look, the same holder, one more try, and nobody gives up.

given 3 members
given patient timing
given commits wait for any 1

never not pg-0 leads
at 1s a stranger touches the record
at 3s a stranger touches the record every 1s for 20s
at 25s a stranger touches the record every 17ms for 3s
from 1s never not commits flow
never pg-0 has decided fence.lease-over
by 40s the epoch is 1
until 41s
