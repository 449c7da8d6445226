package dev.rollcall.simulator;

import java.time.Duration;
import java.util.Set;

/** How firmwares differ in the AcsEvent search: what they demand, refuse, forget and print. */
public final class SearchTraits {

    /** Whether AcsEvent exists; DS-KV9503 answers notSupport. */
    public static final Trait<Boolean> SUPPORTED = Trait.of("search.supported", true);

    /** The most rows of one page: 30 in the capabilities of DS-K1T342MWX V4.48.40, 10 on DS-K1T8003MF V1.3.37. */
    public static final Trait<Integer> PAGE_LIMIT = Trait.of("search.pageLimit", 30);

    /** What happens when more rows are asked for. */
    public static final Trait<FirmwareProfile.OverLimit> OVER_LIMIT =
            Trait.of("search.overLimit", FirmwareProfile.OverLimit.CLIP);

    /** A search without major or minor is refused with MessageParametersLack (DS-K1T341BM V3.7.80). */
    public static final Trait<Boolean> MAJOR_MINOR_REQUIRED = Trait.of("search.majorMinorRequired", true);

    /** Whether major 0 means all; refused with badParameters otherwise (an integrator falls back to 5). */
    public static final Trait<Boolean> MAJOR_ZERO_ACCEPTED = Trait.of("search.majorZeroAccepted", true);

    /**
     * A search without startTime or endTime is refused with MessageParametersLack. Not required on DS-K1T8003MF V1.3.37,
     * DS-K1T320MFWX V3.5.2 and DS-K1T341AM V3.2.30; that any firmware requires it is an assumption.
     */
    public static final Trait<Boolean> WINDOW_REQUIRED = Trait.of("search.windowRequired", false);

    /** Ways of writing a time that are refused with badJsonContent (a report that does not name the device). */
    public static final Trait<Set<TimeForm>> REFUSED_TIMES = Trait.of("search.refusedTimes", Set.of());

    /** What a window under another offset than the device's finds. */
    public static final Trait<FirmwareProfile.ForeignOffset> FOREIGN_OFFSET =
            Trait.of("search.foreignOffset", FirmwareProfile.ForeignOffset.CONVERTED);

    /** Whether employeeNoString, cardNo and name narrow a search; old firmware was seen to ignore them. */
    public static final Trait<Boolean> FILTERS_HONOURED = Trait.of("search.filtersHonoured", true);

    /** Whether beginSerialNo and endSerialNo narrow a search (DS-K1T342EFWX V3.3.5, DS-K1T342MWX V4.48.40); ignored otherwise. */
    public static final Trait<Boolean> SERIAL_WINDOW = Trait.of("search.serialWindow", true);

    /** Whether timeReverseOrder has an effect; on DS-K1A340FWX V1.2.7 serial 1 still came first. */
    public static final Trait<Boolean> REVERSE_ORDER_HONOURED = Trait.of("search.reverseOrderHonoured", true);

    /** The order of rows. */
    public static final Trait<RowOrder> ROW_ORDER = Trait.of("search.rowOrder", RowOrder.BY_TIME);

    /** Whether AcsEventTotalNum exists (DS-K1A340FWX V1.2.7). */
    public static final Trait<Boolean> COUNTS_EVENTS = Trait.of("search.countsEvents", true);

    /** The highest searchResultPosition: 150 000 on DS-K1T342MWX V4.48.40, 300 000 on DS-K1A340FWX V1.2.7. */
    public static final Trait<Integer> MAX_POSITION = Trait.of("search.maxPosition", 150_000);

    /** The shape of an answer without rows. */
    public static final Trait<FirmwareProfile.EmptyAnswer> EMPTY_ANSWER =
            Trait.of("search.emptyAnswer", FirmwareProfile.EmptyAnswer.EMPTY_LIST);

    /** The status of an answer without rows; {@code NO MATCHES} and {@code NO MORE MATCHES} were met too. */
    public static final Trait<String> NO_MATCH_TEXT = Trait.of("search.noMatchText", "NO MATCH");

    /** What totalMatches says. */
    public static final Trait<Total> TOTAL = Trait.of("search.total", Total.ALL);

    /** Whether totalMatches stands before responseStatusStrg (DS-K1T342MWX V4.48.40) or behind (DS-K1A340FWX V1.2.7). */
    public static final Trait<Boolean> TOTAL_FIRST = Trait.of("search.totalFirst", true);

    /** Which fields a row has. */
    public static final Trait<FirmwareProfile.RowShape> ROW_SHAPE =
            Trait.of("search.rowShape", FirmwareProfile.RowShape.SPARSE);

    /** Whether the person is named by {@code employeeNo}, a number, as older firmware does, or employeeNoString. */
    public static final Trait<Boolean> NUMERIC_EMPLOYEE = Trait.of("search.numericEmployee", false);

    /** How the time of a row is labelled. */
    public static final Trait<TimeLabel> TIME_LABEL = Trait.of("search.timeLabel", TimeLabel.OFFSET);

    /**
     * Whether rows of faces name their picture, under the factory address 192.0.0.64, which is stale on every real network
     * (path of DS-K1T342MWX V3.16.1; DS-K1A340FWX V1.2.7 keeps sending that address).
     */
    public static final Trait<Boolean> PICTURE_URLS = Trait.of("search.pictureUrls", false);

    /** After a change of zone old events are printed under the new offset. */
    public static final Trait<Boolean> REPRINTS_IN_CURRENT_ZONE = Trait.of("search.reprintsInCurrentZone", false);

    /** How long a searchID is remembered after its last page, in device time; zero for ever (assumed, nobody measured). */
    public static final Trait<Duration> SEARCH_LIFE = Trait.of("search.searchLife", Duration.ZERO);

    /** How many searches are remembered at a time; 0 for any number, 1 if a new search ends the one before (assumed). */
    public static final Trait<Integer> SEARCHES_KEPT = Trait.of("search.searchesKept", 0);

    /** What a later page of a forgotten search brings. */
    public static final Trait<ForgottenSearch> FORGOTTEN_SEARCH =
            Trait.of("search.forgottenSearch", ForgottenSearch.STARTS_ANEW);

    private SearchTraits() {}

    /** See {@link #REFUSED_TIMES}. */
    public enum TimeForm {
        /** {@code 2026-03-01T06:30:00Z}. */
        ZULU,
        /** {@code 2026-03-01T06:30:00.000+00:00}. */
        FRACTION,
        /** {@code 2026-03-01 06:30:00}, with or without an offset. */
        SPACE,
        /** {@code 2026-03-01T06:30:00}. */
        NO_OFFSET
    }

    /** See {@link #ROW_ORDER}. */
    public enum RowOrder {
        BY_TIME,
        /** In the order of logging. */
        AS_LOGGED,
        /** By time, but mixed within a page; integrators of access controllers sort again. */
        MIXED_WITHIN_PAGE
    }

    /** See {@link #TOTAL}. */
    public enum Total {
        ALL,
        /** Left out. */
        MISSING,
        /** 0 although there are rows. */
        ZERO
    }

    /** See {@link #TIME_LABEL}. */
    public enum TimeLabel {
        /** The offset the device had. */
        OFFSET,
        /** {@code +00:00} behind digits that are local wall time (a terminal behind a payroll bridge). */
        ZERO_OFFSET_LOCAL_DIGITS,
        /** No offset at all (older firmware, and events of an NVR). */
        NONE
    }

    /** See {@link #FORGOTTEN_SEARCH}. All three are assumptions: nobody wrote down what his device does. */
    public enum ForgottenSearch {
        /** The position counts in what matches now. */
        STARTS_ANEW,
        NO_MATCH,
        /** 400 badParameters, errorMsg searchID. */
        REFUSED
    }
}
