package dev.rollcall.simulator;

import java.time.Duration;

/**
 * The named profiles of face terminals. Each sets what was seen on that device and leaves the rest as usual. No static
 * fields: {@link FirmwareProfile} calls it while it is being initialised.
 */
final class FaceProfiles {
    private FaceProfiles() {}

    /** A bug report: an empty answer without searchID, numOfMatches and InfoList; a window that finds nothing. */
    static FirmwareProfile k1t320mfwx() {
        return FirmwareProfile.GENERIC.toBuilder("K1T320MFWX")
                .identity("DS-K1T320MFWX", "V3.5.2", "230420")
                .emptyAnswer(FirmwareProfile.EmptyAnswer.BARE)
                .build();
    }

    /** A clock project: 100 rows asked give 30; no window needed; Basic is refused. */
    static FirmwareProfile k1t341am() {
        return FirmwareProfile.GENERIC.toBuilder("K1T341AM")
                .identity("DS-K1T341AM", "V3.2.30", "220518")
                .pages(30, FirmwareProfile.OverLimit.CLIP)
                .with(LoginTraits.BASIC_ACCEPTED, false)
                .build();
    }

    /**
     * Bench notes: major and minor needed; push test is methodNotAllowed, parameterFormatType is not kept, the device fills
     * in SubscribeEvent with a heartbeat of 30 s and sends events three months old; a second stream gets 404.
     */
    static FirmwareProfile k1t341bm() {
        return FirmwareProfile.GENERIC.toBuilder("K1T341BM")
                .identity("DS-K1T341BM", "V3.7.80", "240315")
                .majorMinorRequired(true)
                .with(PushTraits.TEST_ALLOWED, false)
                .with(PushTraits.FORMAT_KEPT, false)
                .with(PushTraits.FILLS_SUBSCRIPTION, true)
                .with(PushTraits.SENDS_STORED_EVENTS, true)
                .with(PushTraits.HEARTBEAT, Duration.ofSeconds(30))
                .with(StreamTraits.BUSY, StreamTraits.Busy.NOT_FOUND)
                .build();
    }

    /** A receiver's log (build date of the V3.3.15 unit's deviceInfo). Its pull side was not described. */
    static FirmwareProfile k1t341cmfw() {
        return FirmwareProfile.GENERIC.toBuilder("K1T341CMFW")
                .identity("DS-K1T341CMFW", "V3.3.8", "230901")
                .pushForm(FirmwareProfile.PushForm.MULTIPART_NO_BLANK_LINE)
                .with(PushTraits.ONLY_200_ACKNOWLEDGES, true)
                .build();
    }

    /** A probe: serial windows that repeat byte for byte; 153 old events pushed in five minutes before any new one. */
    static FirmwareProfile k1t342efwx() {
        return FirmwareProfile.GENERIC.toBuilder("K1T342EFWX")
                .identity("DS-K1T342EFWX", "V3.3.5", "230216")
                .serialWindow(true)
                .pushForm(FirmwareProfile.PushForm.MULTIPART_NO_CONTENT_TYPE)
                .with(PushTraits.SENDS_STORED_EVENTS, true)
                .build();
    }

    /** A home automation integration on the older of its two units. How many minutes a slot stays taken is made up. */
    static FirmwareProfile k1t342mwxV3() {
        return FirmwareProfile.GENERIC.toBuilder("K1T342MWX_V3")
                .identity("DS-K1T342MWX", "V3.16.1", "221121")
                .with(SearchTraits.PICTURE_URLS, true)
                .with(StreamTraits.REPLAYS_LOG, true)
                .with(StreamTraits.BUSY, StreamTraits.Busy.NOT_FOUND)
                .with(StreamTraits.SLOT_HELD, Duration.ofMinutes(3))
                .build();
    }

    /**
     * The same integration on the newer unit: a nonce serves two requests, the realm is in lower case, serial windows are
     * listed in the capabilities. That it pushes well-formed multipart bodies is the usual case, not seen on this unit.
     */
    static FirmwareProfile k1t342mwx() {
        return FirmwareProfile.GENERIC.toBuilder("K1T342MWX")
                .identity("DS-K1T342MWX", "V4.48.40", "240911")
                .nonces(2, Duration.ofSeconds(30), FirmwareProfile.SpentNonce.SILENT)
                .with(LoginTraits.REALM, LoginTraits.Realm.DEVICE_LOWER_CASE)
                .with(StreamTraits.REPLAYS_LOG, true)
                .with(StreamTraits.BUSY, StreamTraits.Busy.NOT_FOUND)
                .with(StreamTraits.SLOT_HELD, Duration.ofMinutes(3))
                .build();
    }
}
