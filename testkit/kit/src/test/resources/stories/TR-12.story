story TR-12 Two members begin the same timeline number at different positions
# Humans promote both standbys, one later than the other. The numbers are equal and the histories are not: neither streams from the other.
without FOLLOWS_DIVERGED: breaks the story

given 3 members

at 1s isolate pg-1 for 20s
at 1s isolate pg-2 for 20s
at 2s a human promotes pg-1
at 2s pg-1 writes 700 bytes
at 3s a human promotes pg-2
by 5s the timeline of pg-1 is 2
by 5s the timeline of pg-2 is 2
at 10s crash pg-0 for 20s
from 1s to 80s never pg-1 is connected to pg-2
from 1s to 80s never pg-2 is connected to pg-1
from 12s to 29s never somebody leads
by 80s everybody follows pg-0
until 81s
