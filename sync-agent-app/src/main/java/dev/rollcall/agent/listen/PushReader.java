package dev.rollcall.agent.listen;

import dev.rollcall.agent.collect.TranslatedPage;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes out what a terminal posted. Never fails on content: what is not understood is in the page with its bytes. */
public interface PushReader {

    /**
     * Reads a body. Pictures in it are left out; only their lengths and digests remain.
     *
     * @param contentType the request's Content-Type, a hint at most; null if there was none
     * @param cut         whether the rest of the body was left out: then nothing from the first picture on is kept
     * @param known       what the passes know of the device; its key is not null
     */
    Pushed read(@Nullable String contentType, byte[] body, boolean cut, DeviceConfig device, DeviceFacts known);

    /**
     * What was posted.
     *
     * @param page    its records
     * @param links   the serial numbers of its events in the order of the body, each with that of the event before
     * @param foreign the name of another device that the body gives itself; null if it gives none
     */
    record Pushed(
            TranslatedPage page,
            List<SerialLink> links,
            @Nullable String foreign) {

        public Pushed {
            links = List.copyOf(links);
        }
    }

    /**
     * A serial number.
     *
     * @param before the serial number of the event before it, as the terminal says; null if it does not
     */
    record SerialLink(long serialNo, @Nullable Long before) {}
}
