story SIM-08 The leader's pod is replaced by one of the same name, and clients are sent to the dead one
# Traffic goes where the record says, and the record names the very pod and its incarnation: the new pod is not its own predecessor, and
# leads only once it has taken the lease itself.

given 3 members
given commits wait for any 1
given pg-1 is tagged nofailover
given pg-2 is tagged nofailover

at 1s the pod of pg-0 is replaced within 500ms
from 1s to 5s never somebody leads
by 25s pg-0 leads
by 25s the epoch is 2
by 26s commits flow
until 27s
