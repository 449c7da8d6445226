package dev.rollcall.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How one firmware behaves where firmwares differ. A named profile carries what was observed on that device and firmware;
 * where nothing was observed it falls back to {@link #GENERIC}, so such a trait is an assumption. Most observations rest on
 * a single device, so a profile imitates that report, not every unit of the model. Build dates are made up, except those
 * of DS-K1A340FWX and DS-K1T341CMFW. Immutable.
 */
public final class FirmwareProfile {

    /**
     * The behaviour met most often: each {@link Trait} at its usual value. Limits and row shape of DS-K1T342MWX V4.48.40;
     * 30 s of nonce life as on NVRs; nonces good for any number of requests.
     */
    public static final FirmwareProfile GENERIC =
            new FirmwareProfile("GENERIC", new Release("DS-K1T342MWX", "V4.48.40", "240911"), Map.of());

    /** DS-K1A8503MF V1.4.0, a fingerprint clock: +08:00 from the factory, two push slots with narrow limits. */
    public static final FirmwareProfile K1A8503MF = CardProfiles.k1a8503mf();

    /** DS-K1T8003MF V1.3.37: ten rows at most and more is refused; an empty answer has no InfoList; short rows. */
    public static final FirmwareProfile K1T8003MF = CardProfiles.k1t8003mf();

    /** DS-K1A340FWX V1.2.7 build 240102: all fields in every row, 300 000 positions, pushes that never arrive. */
    public static final FirmwareProfile K1A340FWX = CardProfiles.k1a340fwx();

    /** DS-K1T502DBFWX-C: pushes nothing after a reboot until httpHosts is PUT again. */
    public static final FirmwareProfile K1T502 = CardProfiles.k1t502();

    /** DS-K1T805MBFWX V1.9.1: Basic lets in; the stream brings the whole log on each connect. */
    public static final FirmwareProfile K1T805MBFWX = CardProfiles.k1t805mbfwx();

    /** DS-KV9503, a door station: no AcsEvent search at all. */
    public static final FirmwareProfile KV9503 = CardProfiles.kv9503();

    /** DS-K1T320MFWX V3.5.2: an empty answer without searchID and numOfMatches. */
    public static final FirmwareProfile K1T320MFWX = FaceProfiles.k1t320mfwx();

    /** DS-K1T341AM V3.2.30: clips to 30 rows, needs no window, offers no Basic. */
    public static final FirmwareProfile K1T341AM = FaceProfiles.k1t341am();

    /** DS-K1T341BM V3.7.80: major and minor needed; no push test, the format is not kept, months of old events. */
    public static final FirmwareProfile K1T341BM = FaceProfiles.k1t341bm();

    /** DS-K1T341CMFW V3.3.8: pushes parts without the blank line and takes only HTTP 200 as an acknowledgement. */
    public static final FirmwareProfile K1T341CMFW = FaceProfiles.k1t341cmfw();

    /** DS-K1T342EFWX V3.3.5: serial windows; pushes old events first, parts without a Content-Type. */
    public static final FirmwareProfile K1T342EFWX = FaceProfiles.k1t342efwx();

    /** DS-K1T342MWX V3.16.1: the stream brings the whole log, its slot stays taken for minutes. */
    public static final FirmwareProfile K1T342MWX_V3 = FaceProfiles.k1t342mwxV3();

    /** DS-K1T342MWX V4.48.40: a nonce serves two requests, the third gets a 401 without a challenge. */
    public static final FirmwareProfile K1T342MWX = FaceProfiles.k1t342mwx();

    private final String name;
    private final Release release;
    private final Map<Trait<?>, Object> deviations;

    private FirmwareProfile(String name, Release release, Map<Trait<?>, Object> deviations) {
        this.name = name;
        this.release = release;
        this.deviations = Map.copyOf(deviations);
    }

    static FirmwareProfile of(String name, Release release, Map<Trait<?>, Object> deviations) {
        return new FirmwareProfile(name, release, deviations);
    }

    /** Every named profile. */
    public static List<FirmwareProfile> all() {
        return List.of(
                GENERIC,
                K1A8503MF,
                K1T8003MF,
                K1A340FWX,
                K1T502,
                K1T805MBFWX,
                KV9503,
                K1T320MFWX,
                K1T341AM,
                K1T341BM,
                K1T341CMFW,
                K1T342EFWX,
                K1T342MWX_V3,
                K1T342MWX);
    }

    /**
     * The profile of a name in any letter case; a leading {@code DS-} is ignored and a hyphen is as good as an underscore.
     */
    public static Optional<FirmwareProfile> named(String name) {
        String wanted = name.toUpperCase(Locale.ROOT).replaceFirst("^DS-", "").replace('-', '_');
        return all().stream().filter(profile -> profile.name.equals(wanted)).findFirst();
    }

    /** A builder that starts from this profile's values. */
    public FirmwareProfileBuilder toBuilder(String newName) {
        return new FirmwareProfileBuilder(this, newName);
    }

    /** How this firmware is in one respect. */
    @SuppressWarnings("unchecked") // the builder's only way in is with(Trait<T>, T)
    public <T> T get(Trait<T> trait) {
        return (T) deviations.getOrDefault(trait, trait.usual());
    }

    /** The traits set for this profile; in all others it is as usual. */
    public Map<Trait<?>, Object> deviations() {
        return deviations;
    }

    /** What {@code --profile} and {@link #named} accept. */
    public String name() {
        return name;
    }

    /** For the device information, as {@code DS-K1T342MWX}. */
    public String model() {
        return release.model();
    }

    /** As {@code V4.48.40}. */
    public String firmware() {
        return release.firmware();
    }

    /** Release date of the firmware, {@code yymmdd}. */
    public String build() {
        return release.build();
    }

    /** See {@link SearchTraits#PAGE_LIMIT}. */
    public int pageLimit() {
        return get(SearchTraits.PAGE_LIMIT);
    }

    /** See {@link SearchTraits#OVER_LIMIT}. */
    public OverLimit overLimit() {
        return get(SearchTraits.OVER_LIMIT);
    }

    /** See {@link SearchTraits#MAJOR_MINOR_REQUIRED}. */
    public boolean majorMinorRequired() {
        return get(SearchTraits.MAJOR_MINOR_REQUIRED);
    }

    /** See {@link SearchTraits#MAJOR_ZERO_ACCEPTED}. */
    public boolean majorZeroAccepted() {
        return get(SearchTraits.MAJOR_ZERO_ACCEPTED);
    }

    /** See {@link LoginTraits#NONCE_USES}. */
    public int nonceUses() {
        return get(LoginTraits.NONCE_USES);
    }

    /** See {@link LoginTraits#NONCE_LIFETIME}. */
    public Duration nonceLifetime() {
        return get(LoginTraits.NONCE_LIFETIME);
    }

    /** See {@link LoginTraits#SPENT_NONCE}. */
    public SpentNonce spentNonce() {
        return get(LoginTraits.SPENT_NONCE);
    }

    /** See {@link LoginTraits#LOCK_PROLONGED}. */
    public boolean lockProlonged() {
        return get(LoginTraits.LOCK_PROLONGED);
    }

    /** See {@link SearchTraits#EMPTY_ANSWER}. */
    public EmptyAnswer emptyAnswer() {
        return get(SearchTraits.EMPTY_ANSWER);
    }

    /** See {@link SearchTraits#FOREIGN_OFFSET}. */
    public ForeignOffset foreignOffset() {
        return get(SearchTraits.FOREIGN_OFFSET);
    }

    /** See {@link SearchTraits#COUNTS_EVENTS}. */
    public boolean countsEvents() {
        return get(SearchTraits.COUNTS_EVENTS);
    }

    /** See {@link SearchTraits#SERIAL_WINDOW}. */
    public boolean serialWindow() {
        return get(SearchTraits.SERIAL_WINDOW);
    }

    /** See {@link SearchTraits#REVERSE_ORDER_HONOURED}. */
    public boolean reverseOrderHonoured() {
        return get(SearchTraits.REVERSE_ORDER_HONOURED);
    }

    /** See {@link SearchTraits#ROW_SHAPE}. */
    public RowShape rowShape() {
        return get(SearchTraits.ROW_SHAPE);
    }

    /** See {@link SearchTraits#MAX_POSITION}. */
    public int maxPosition() {
        return get(SearchTraits.MAX_POSITION);
    }

    /** See {@link NetworkTraits#METHOD_NOT_ALLOWED_STATUS}. */
    public int methodNotAllowedStatus() {
        return get(NetworkTraits.METHOD_NOT_ALLOWED_STATUS);
    }

    /** See {@link NetworkTraits#NOT_SUPPORT_STATUS}. */
    public int notSupportStatus() {
        return get(NetworkTraits.NOT_SUPPORT_STATUS);
    }

    /** See {@link NetworkTraits#KEEP_ALIVE}. */
    public boolean keepAlive() {
        return get(NetworkTraits.KEEP_ALIVE);
    }

    /** See {@link SearchTraits#REPRINTS_IN_CURRENT_ZONE}. */
    public boolean reprintsInCurrentZone() {
        return get(SearchTraits.REPRINTS_IN_CURRENT_ZONE);
    }

    /** See {@link PushTraits#FORM}. */
    public PushForm pushForm() {
        return get(PushTraits.FORM);
    }

    /** See {@link LoginTraits#BASIC}. */
    public boolean basicOffered() {
        return get(LoginTraits.BASIC) != LoginTraits.BasicOffer.NONE;
    }

    /** See {@link SearchTraits#REFUSED_TIMES}: whether every form but {@code yyyy-MM-ddTHH:mm:ss±HH:mm} is refused. */
    public boolean strictTimes() {
        return get(SearchTraits.REFUSED_TIMES).size() == SearchTraits.TimeForm.values().length;
    }

    @Override
    public String toString() {
        return name;
    }

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
        /** The same without a Content-Type in the part (DS-K1T342EFWX V3.3.5). */
        MULTIPART_NO_CONTENT_TYPE,
        /** Accepts a receiver and never sends anything (DS-K1A340FWX V1.2.7). */
        NEVER
    }

    /** Which firmware of which model. */
    record Release(String model, String firmware, String build) {}
}
