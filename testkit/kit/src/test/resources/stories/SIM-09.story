story SIM-09 Two pods of one name both run as the primary
# The old pod lives on a machine that the others can't reach, a new one of the same name starts on an empty volume. The record knows the
# pod and not only the name.
without READ_BACK_EXTENDS: breaks I2

given 3 members
given commits wait for any 1

at 1s a second pg-0 starts on an empty volume after 2s
at 1s the former pg-0 does nothing but read the store for 30s
never two accept writes
by 14s commits flow
at 31s the former pg-0 ends
by 50s the timeline of pg-0 is 2
by 60s commits flow
until 60.1s
