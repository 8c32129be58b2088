package io.pgspan.ha;

/** Who may write a newer format of the record: whoever has heard from every member, and that it knows it. */
final class RecordFormats {
    private RecordFormats() {}

    static boolean everyoneKnows(HaState state, int format) {
        for (Member member : state.seat().members()) {
            if (!member.name().equals(state.me().member())
                    && state.peers()
                            .status(member.name())
                            .filter(p -> p.newestFormat() >= format)
                            .isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
