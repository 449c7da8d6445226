package dev.rollcall.simulator;

import java.time.Duration;

/** How firmwares differ in alertStream and subscribeEvent. */
public final class StreamTraits {

    /** Whether there is a stream at all. */
    public static final Trait<Boolean> SUPPORTED = Trait.of("stream.supported", true);

    /** How many may listen at a time; one on most, two on some (reported without naming a model). */
    public static final Trait<Integer> SUBSCRIBERS = Trait.of("stream.subscribers", 1);

    /** What one too many gets. */
    public static final Trait<Busy> BUSY = Trait.of("stream.busy", Busy.DEPLOY_EXCEED_MAX);

    /** How long a slot stays taken after its client died, in device time; minutes on DS-K1T342MWX V3.16.1. */
    public static final Trait<Duration> SLOT_HELD = Trait.of("stream.slotHeld", Duration.ZERO);

    /**
     * Whether each connect brings the whole kept log first, with currentEvent false (DS-K1T342MWX V3.16.1 and V4.48.40,
     * DS-K1T805MBFWX V1.9.1, DS-K1A340FWX V1.2.7).
     */
    public static final Trait<Boolean> REPLAYS_LOG = Trait.of("stream.replaysLog", false);

    /** The pause between heartbeats, zero for none: 1 s on old cameras, 10 s on others, 30 s by subscribeEvent. */
    public static final Trait<Duration> HEARTBEAT = Trait.of("stream.heartbeat", Duration.ofSeconds(10));

    /** When the device itself ends the stream, zero for never; about 40 s on an NVR. */
    public static final Trait<Duration> CLOSES_AFTER = Trait.of("stream.closesAfter", Duration.ZERO);

    private StreamTraits() {}

    /** See {@link #BUSY}. */
    public enum Busy {
        /** 503 with deployExceedMax, under statusValue instead of statusCode; the other fields of the body are assumed. */
        DEPLOY_EXCEED_MAX,
        /** 404 with a ResponseStatus (DS-K1T341BM V3.7.80, DS-K1T342MWX); that it says invalidOperation is assumed. */
        NOT_FOUND,
        /** 403, reported without a model or a body; the ResponseStatus with invalidOperation is assumed. */
        FORBIDDEN,
        /** The connection is taken and nothing comes, not even headers (reported without naming a model). */
        SILENCE
    }
}
