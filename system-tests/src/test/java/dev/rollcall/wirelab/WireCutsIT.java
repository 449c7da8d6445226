package dev.rollcall.wirelab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.lab.LabNote;
import dev.rollcall.lab.Scratch;
import dev.rollcall.wirelab.Conversation.Leg;
import dev.rollcall.wirelab.Wire.Cut;
import dev.rollcall.wirelab.Wire.Way;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows L2 and N3 for a whole conversation: the wire to the terminal, and that to the receiver, cut at each byte of each way. */
class WireCutsIT {

    /** How much longer than the measured conversation another one may be: ids and times differ. */
    private static final int MARGIN = 24;

    private static final int STEP = Integer.getInteger("rollcall.lab.everyByte", 1);
    private static final int SAMPLE = 397;

    @TempDir
    private Path folder;

    @Test
    void L2_N3_wireCutNowAndThen_losesNothing_repeatsNothing_andLocksNobodyOut() throws IOException {
        cutEvery(SAMPLE);
    }

    @Test
    @Tag("long")
    void L2_N3_wireCutAtEveryByte_losesNothing_repeatsNothing_andLocksNobodyOut() throws IOException {
        cutEvery(STEP);
    }

    private void cutEvery(int step) throws IOException {
        Path scratch = Scratch.make(folder);
        Conversation conversation = new Conversation(scratch);
        try {
            Map<String, Long> lengths = conversation.lengths();
            for (Leg leg : Leg.values()) {
                for (Way way : Way.values()) {
                    cutEvery(conversation, leg, way, lengths.get(leg + " " + way), step);
                }
            }
        } finally {
            conversation.close();
            Scratch.remove(scratch);
        }
    }

    private static void cutEvery(Conversation conversation, Leg leg, Way way, long length, int step)
            throws IOException {
        LabNote note = LabNote.begin("wire", leg + " " + way);
        long tried = 0;
        long struck = 0;
        int heldBefore = conversation.heldBack();
        for (long at = 0; at < length + MARGIN; at += step) {
            Cut how = Cut.values()[(int) (tried % Cut.values().length)];
            boolean sameAgent = tried / Cut.values().length % 2 == 0;
            tried++;
            struck += conversation.cut(leg, way, at, how, sameAgent) ? 1 : 0;
        }
        note.counted(tried, struck)
                .say(
                        "%d bytes in an uncut conversation; all delivered in the next pass, after %d cuts half an hour later",
                        length, conversation.heldBack() - heldBefore)
                .end();
        assertThat(struck).isGreaterThanOrEqualTo(tried / 2);
    }
}
