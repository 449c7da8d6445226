package dev.rollcall.isapi.access;

import java.time.OffsetDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which events to search. Times are sent in the offset they are given in, whole seconds: use the device's own offset, as
 * some terminals find nothing for another one. Whether a device counts its end second in is documented nowhere, so let slices overlap.
 *
 * @param startInclusive first second; null: from the oldest
 * @param endInclusive last second; null: to the newest
 * @param beginSerial first serial number; null, as {@code endSerial}: no such limit
 * @param endSerial last serial number, at most 3000000000
 * @param major event group, 0 all
 * @param minor kind within the group, 0 all
 * @param filter whose events
 * @param pageSize rows asked for per page, 1 to 30. A terminal may return fewer
 * @param edgeRereads ask for the last row of each page once more with the following page, so that a log that moved is noticed
 * @param splitRefusedGroups where the firmware refuses group 0, search the groups 1, 2, 3 and 5 one after the other instead
 * @param unboundedFallback where the firmware refuses the time range, or finds nothing in it, search without it instead
 * @param readAhead fetch up to two pages while the caller works on the one before
 */
public record EventQuery(
        @Nullable OffsetDateTime startInclusive,
        @Nullable OffsetDateTime endInclusive,
        @Nullable Long beginSerial,
        @Nullable Long endSerial,
        int major,
        int minor,
        EventFilter filter,
        int pageSize,
        boolean edgeRereads,
        boolean splitRefusedGroups,
        boolean unboundedFallback,
        boolean readAhead) {

    /** Largest serial number a search takes; 4294967295 is refused (seen on DS-K1T342MWX V4.48.40). */
    public static final long MAX_SERIAL = 3_000_000_000L;

    /** Largest page; more is refused or silently cut to this. */
    public static final int MAX_PAGE_SIZE = 30;

    public EventQuery {
        require(
                (startInclusive == null) == (endInclusive == null),
                "between: give both ends of the time range, or none");
        require(
                startInclusive == null || endInclusive == null || !endInclusive.isBefore(startInclusive),
                "between: endInclusive " + endInclusive + " is before startInclusive " + startInclusive);
        require((beginSerial == null) == (endSerial == null), "serials: give both ends of the range, or none");
        require(
                beginSerial == null
                        || endSerial == null
                        || (beginSerial >= 1 && endSerial >= beginSerial && endSerial <= MAX_SERIAL),
                "serials must satisfy 1 <= begin <= end <= " + MAX_SERIAL + ", not " + beginSerial + " to "
                        + endSerial);
        require(major >= 0, "major must not be negative: " + major);
        require(minor >= 0, "minor must not be negative: " + minor);
        require(pageSize >= 1 && pageSize <= MAX_PAGE_SIZE, "pageSize must be 1 to 30, not " + pageSize);
    }

    /** A builder that needs nothing: everything the device holds. */
    public static Builder builder() {
        return new Builder();
    }

    /** All events of a time; see {@link Builder#between}. */
    public static EventQuery between(OffsetDateTime startInclusive, OffsetDateTime endInclusive) {
        return builder().between(startInclusive, endInclusive).build();
    }

    private static void require(boolean ok, String message) {
        if (!ok) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Collects a query; without any call it asks for everything the device holds. Not thread-safe. */
    public static final class Builder {

        private @Nullable OffsetDateTime startInclusive;
        private @Nullable OffsetDateTime endInclusive;
        private @Nullable Long beginSerial;
        private @Nullable Long endSerial;
        private int major;
        private int minor;
        private @Nullable String cardNo;
        private @Nullable String employeeNo;
        private @Nullable String name;
        private int pageSize = MAX_PAGE_SIZE;
        private boolean edgeRereads;
        private boolean splitRefusedGroups = true;
        private boolean unboundedFallback;
        private boolean readAhead;

        private Builder() {}

        /** Only events of this time; the device compares in its own clock and offset, see the fields of the query. */
        public Builder between(OffsetDateTime startInclusive, OffsetDateTime endInclusive) {
            this.startInclusive = Objects.requireNonNull(startInclusive, "startInclusive");
            this.endInclusive = Objects.requireNonNull(endInclusive, "endInclusive");
            return this;
        }

        /** Only events with these serial numbers. A device wants both ends, and takes 3000000000 at most. */
        public Builder serials(long beginInclusive, long endInclusive) {
            this.beginSerial = beginInclusive;
            this.endSerial = endInclusive;
            return this;
        }

        /** From a serial number to the newest. A device wants both ends, so the largest one it takes is sent with it. */
        public Builder serialsFrom(long beginInclusive) {
            return serials(beginInclusive, MAX_SERIAL);
        }

        /** Only one event group: 1 alarm, 2 exception, 3 operation, 5 access event; 0, unless set, for all. */
        public Builder major(int major) {
            this.major = major;
            return this;
        }

        /** Only one kind within the group; 0, unless set, for all. */
        public Builder minor(int minor) {
            this.minor = minor;
            return this;
        }

        /** Only events of this card, exactly as the device prints it. */
        public Builder cardNo(String cardNo) {
            this.cardNo = Objects.requireNonNull(cardNo, "cardNo");
            return this;
        }

        /** Only events of the person with this number, leading zeros included. */
        public Builder employeeNo(String employeeNo) {
            this.employeeNo = Objects.requireNonNull(employeeNo, "employeeNo");
            return this;
        }

        /** Only events of people with this whole name. */
        public Builder name(String name) {
            this.name = Objects.requireNonNull(name, "name");
            return this;
        }

        /** Rows to ask for at a time, 1 to 30; 30 unless set, fewer where the device takes no more. */
        public Builder pageSize(int pageSize) {
            this.pageSize = pageSize;
            return this;
        }

        /** Whether to read the edge of the page before once more, so that a shifted log is noticed; off unless set. */
        public Builder edgeRereads(boolean edgeRereads) {
            this.edgeRereads = edgeRereads;
            return this;
        }

        /**
         * Whether to search group by group where the firmware refuses to search all of them at once; true unless set. Order and
         * {@code totalMatches} then hold within {@link EventPage#major()} only. With false, such a refusal is an {@code
         * InvalidRequest} that names {@code major}.
         */
        public Builder splitRefusedGroups(boolean splitRefusedGroups) {
            this.splitRefusedGroups = splitRefusedGroups;
            return this;
        }

        /**
         * Whether to search without the time range where the firmware refuses it or finds nothing in it (seen on DS-K1T320MFWX
         * V3.5.2); false unless set. The rows are then filtered here by their wall clock; rows whose time cannot be read are kept. This
         * reads the whole log, also each time the range is truly empty.
         */
        public Builder unboundedFallback(boolean unboundedFallback) {
            this.unboundedFallback = unboundedFallback;
            return this;
        }

        /**
         * Whether pages are fetched on a thread of the client's own while the caller works on those before, two at most, so that the
         * device works while the caller does; false unless set, and without effect where the client pauses between pages. There is
         * still one request in flight at a time. Who stops in the middle of a search has then caused up to three requests for nothing.
         */
        public Builder readAhead(boolean readAhead) {
            this.readAhead = readAhead;
            return this;
        }

        /**
         * The query.
         *
         * @throws IllegalArgumentException naming the part that is out of bounds
         */
        public EventQuery build() {
            return new EventQuery(
                    startInclusive,
                    endInclusive,
                    beginSerial,
                    endSerial,
                    major,
                    minor,
                    new EventFilter(cardNo, employeeNo, name),
                    pageSize,
                    edgeRereads,
                    splitRefusedGroups,
                    unboundedFallback,
                    readAhead);
        }
    }
}
