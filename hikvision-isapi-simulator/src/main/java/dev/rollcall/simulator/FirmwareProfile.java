package dev.rollcall.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How one firmware behaves where firmwares differ. A named profile carries what was observed on that device and firmware;
 * where nothing was observed it falls back to {@link #GENERIC}, and the field says so. Most observations rest on a single
 * device, so a profile imitates that report, not every unit of the model. Build dates are made up, except those of
 * DS-K1A340FWX and DS-K1T341CMFW.
 *
 * @param name what {@code --profile} and {@link #named} accept
 * @param model for the device information, as {@code DS-K1T342MWX}
 * @param firmware as {@code V4.48.40}
 * @param build release date of the firmware, {@code yymmdd}
 * @param pageLimit the most rows of one AcsEvent page
 * @param overLimit what happens when more rows are asked for
 * @param majorMinorRequired a search without {@code major} or {@code minor} is refused with MessageParametersLack
 * @param majorZeroAccepted whether {@code major} 0 means all; refused with badParameters otherwise
 * @param nonceUses how many requests one digest nonce serves; 0 for any number
 * @param nonceLifetime how long a nonce serves, in device time
 * @param spentNonce what an overused nonce brings; an expired or unknown one always brings a stale challenge
 * @param basicOffered whether a 401 carries a second challenge, for Basic (which is never accepted here)
 * @param lockProlonged whether a request with credentials during a lock-out starts the 1800 s again
 * @param emptyAnswer the shape of a search answer without rows
 * @param strictTimes refuses startTime and endTime with badJsonContent unless they read {@code yyyy-MM-ddTHH:mm:ss±HH:mm}
 *     (an integrator's report that does not name the device)
 * @param foreignOffset what a window under another offset than the device's finds
 * @param countsEvents whether AcsEventTotalNum exists
 * @param serialWindow whether beginSerialNo and endSerialNo restrict a search; ignored otherwise
 * @param reverseOrderHonoured whether timeReverseOrder has an effect
 * @param rowShape which fields a row has
 * @param maxPosition the highest searchResultPosition, which is the capacity the device claims
 * @param methodNotAllowedStatus HTTP status that carries methodNotAllowed
 * @param keepAlive whether a connection serves more than one request; terminals were also seen to close after each
 * @param notSupportStatus HTTP status that carries notSupport
 * @param reprintsInCurrentZone after a change of zone old events are printed under the new offset
 * @param pushForm what a pushed event looks like
 */
public record FirmwareProfile(
        String name,
        String model,
        String firmware,
        String build,
        int pageLimit,
        OverLimit overLimit,
        boolean majorMinorRequired,
        boolean majorZeroAccepted,
        int nonceUses,
        Duration nonceLifetime,
        SpentNonce spentNonce,
        boolean basicOffered,
        boolean lockProlonged,
        EmptyAnswer emptyAnswer,
        boolean strictTimes,
        ForeignOffset foreignOffset,
        boolean countsEvents,
        boolean serialWindow,
        boolean reverseOrderHonoured,
        RowShape rowShape,
        int maxPosition,
        int methodNotAllowedStatus,
        int notSupportStatus,
        boolean keepAlive,
        boolean reprintsInCurrentZone,
        PushForm pushForm) {

    /** What a search for more rows than {@link #pageLimit} brings. */
    public enum OverLimit {
        /** As many as the limit allows, without a word (DS-K1T341AM V3.2.30 asked for 100 gives 30). */
        CLIP,
        /** 400 badParameters, errorMsg maxResults (DS-K1T8003MF V1.3.37). */
        REFUSE
    }

    /** What a nonce used too often brings. */
    public enum SpentNonce {
        /** 401 with a new challenge and stale="TRUE". */
        STALE_CHALLENGE,
        /** 401 with a userCheck body and no challenge at all (DS-K1T342MWX V4.48.40, third use). */
        SILENT
    }

    /** What a search answer without rows looks like. */
    public enum EmptyAnswer {
        /** {@code NO MATCH} with numOfMatches 0 and an empty InfoList. */
        EMPTY_LIST,
        /** {@code NO MATCH} with numOfMatches 0, the InfoList left out (DS-K1T8003MF V1.3.37). */
        NO_LIST,
        /** Only {@code NO MATCH} and totalMatches 0, even the searchID left out (DS-K1T320MFWX V3.5.2). */
        BARE
    }

    /** What a search window written under another offset than the device's finds. */
    public enum ForeignOffset {
        /** The same instants. */
        CONVERTED,
        /** Nothing: NO MATCH, as one integrator found when the computer's offset was sent. */
        NO_MATCH
    }

    /** Which fields a row of an AcsEvent page has. */
    public enum RowShape {
        /** Only what applies to the event (DS-K1T342MWX V4.48.40). */
        SPARSE,
        /** Every field, those that do not apply as 0 or "" (DS-K1A340FWX V1.2.7). */
        FULL,
        /** Person, serial and attendance status only, neither name nor door (DS-K1T8003MF V1.3.37). */
        MINIMAL
    }

    /** What the body of a pushed event looks like. */
    public enum PushForm {
        JSON,
        /** multipart/form-data, boundary MIME_boundary, part event_log. */
        MULTIPART,
        /** The same without the blank line between a part's headers and its body (DS-K1T341CMFW V3.3.8). */
        MULTIPART_NO_BLANK_LINE,
        /** Accepts a receiver and never sends anything (DS-K1A340FWX V1.2.7). */
        NEVER
    }

    /**
     * The behaviour met most often. Limits and row shape of DS-K1T342MWX V4.48.40; 30 s of nonce life as on NVRs, the only
     * life anybody measured; nonces good for any number of requests.
     */
    public static final FirmwareProfile GENERIC = new FirmwareProfile(
            "GENERIC",
            "DS-K1T342MWX",
            "V4.48.40",
            "240911",
            30,
            OverLimit.CLIP,
            true,
            true,
            0,
            Duration.ofSeconds(30),
            SpentNonce.STALE_CHALLENGE,
            false,
            false,
            EmptyAnswer.EMPTY_LIST,
            false,
            ForeignOffset.CONVERTED,
            true,
            true,
            true,
            RowShape.SPARSE,
            150_000,
            400,
            404,
            true,
            false,
            PushForm.MULTIPART);

    /**
     * DS-K1T8003MF V1.3.37: ten rows at most and more is refused; an empty answer has no InfoList; short rows. That it cannot count and ignores serial windows is an assumption: nobody reports either.
     */
    public static final FirmwareProfile K1T8003MF = GENERIC.toBuilder("K1T8003MF")
            .identity("DS-K1T8003MF", "V1.3.37", "210408")
            .pages(10, OverLimit.REFUSE)
            .emptyAnswer(EmptyAnswer.NO_LIST)
            .countsEvents(false)
            .serialWindow(false)
            .rowShape(RowShape.MINIMAL)
            .build();

    /**
     * DS-K1T342MWX V4.48.40: a nonce serves two requests and the third gets a 401 without a challenge; serial windows are
     * listed in its capabilities. That it pushes well-formed multipart bodies is the usual case, not seen on this unit.
     */
    public static final FirmwareProfile K1T342MWX = GENERIC.toBuilder("K1T342MWX")
            .nonces(2, Duration.ofSeconds(30), SpentNonce.SILENT)
            .build();

    /**
     * DS-K1A340FWX V1.2.7 build 240102: all fields in every row, events counted, 300 000 positions, timeReverseOrder
     * without effect, methodNotAllowed as HTTP 404, notSupport as HTTP 200, and pushes that never arrive.
     */
    public static final FirmwareProfile K1A340FWX = GENERIC.toBuilder("K1A340FWX")
            .identity("DS-K1A340FWX", "V1.2.7", "240102")
            .reverseOrderHonoured(false)
            .rowShape(RowShape.FULL)
            .maxPosition(300_000)
            .statuses(404, 200)
            .pushForm(PushForm.NEVER)
            .build();

    /**
     * DS-K1T341CMFW V3.3.8 (build date of the V3.3.15 unit's deviceInfo): pushes multipart parts without the blank line and
     * takes only HTTP 200 as an acknowledgement. Its pull side was not described and is that of {@link #GENERIC}.
     */
    public static final FirmwareProfile K1T341CMFW = GENERIC.toBuilder("K1T341CMFW")
            .identity("DS-K1T341CMFW", "V3.3.8", "230901")
            .pushForm(PushForm.MULTIPART_NO_BLANK_LINE)
            .build();

    /** Every named profile. */
    public static List<FirmwareProfile> all() {
        return List.of(GENERIC, K1T8003MF, K1T342MWX, K1A340FWX, K1T341CMFW);
    }

    /** The profile of a name in any letter case; a leading {@code DS-} is ignored. */
    public static Optional<FirmwareProfile> named(String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replaceFirst("^DS-", "");
        return all().stream().filter(profile -> profile.name.equals(wanted)).findFirst();
    }

    /** A builder that starts from this profile's values. */
    public FirmwareProfileBuilder toBuilder(String newName) {
        return new FirmwareProfileBuilder(this, newName);
    }
}
