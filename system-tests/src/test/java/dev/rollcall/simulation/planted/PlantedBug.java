package dev.rollcall.simulation.planted;

import dev.rollcall.agent.collect.SourceException.Kind;
import dev.rollcall.simulation.Defect;
import java.util.function.Supplier;

/** The mistakes that the laboratory must find. */
public enum PlantedBug {
    CURSOR_BEFORE_ROWS("the cursor is stored before the rows", JournalDefects::cursorBeforeRows),
    ROWS_WRITTEN_BEHIND("rows are stored one page late, the cursor at once", JournalDefects::rowsWrittenBehind),
    CURSOR_AHEAD("the cursor is set seven hours too far", JournalDefects::cursorAhead),
    CURSOR_MOVES_AFTER_FAILURE("a pass that failed moves the cursor", JournalDefects::cursorMovesAfterFailure),
    SYNCHRONOUS_NORMAL("the last commits are gone after a crash", JournalDefects::losesLastCommits),
    QUARANTINE_NOT_KEPT("what is not understood is not kept", JournalDefects::quarantineNotKept),
    BAD_RECORD_KILLS_PAGE("one record that cannot be read loses its page", JournalDefects::badRecordKillsPage),
    ONLY_PUNCHES_KEPT("what does not travel is not journaled", JournalDefects::onlyPunchesKept),
    FUTURE_DROPPED("what is dated ahead is dropped", JournalDefects::futureDropped),
    DEAD_CLOCK_DROPPED("what is dated 1970 is dropped", JournalDefects::deadClockDropped),
    KNOWN_BY_TIME_AND_PERSON("events are told apart by minute and person", JournalDefects::knownByTimeAndPerson),
    KNOWN_BY_SERIAL_ALONE("events are told apart by serial alone", JournalDefects::knownBySerialAlone),
    GAPS_FORGOTTEN("what the ring overwrote is not told", JournalDefects::gapsForgotten),
    GAP_INVENTED("a gap is told one serial too far", JournalDefects::gapsSeenTooEarly),
    NEVER_SWEEPS("the log is never read as a whole again", JournalDefects::neverSweeps),
    SETTLED_WHEN_CLAIMED("a batch is settled before it is sent", OutboxDefects::settledWhenClaimed),
    SETTLED_WHATEVER_COMES("any answer settles a batch", OutboxDefects::settledWhateverComes),
    GIVES_UP_AFTER_TEN("ten failures end the attempts", OutboxDefects::givesUpAfterTen),
    DROPS_OLD_UNSENT("what waits for more than two hours is dropped", OutboxDefects::dropsOldUnsent),
    BLOCKED_FOR_EVER("a new receiver does not get what the old one refused", OutboxDefects::blockedForEver),
    LAPSED_CLAIMS_FORGOTTEN("claims of a dead process stay", OutboxDefects::lapsedClaimsForgotten),
    REFUSED_COUNTS_AS_DELIVERED("a refused event counts as delivered", OutboxDefects::refusedCountsAsDelivered),
    LAST_OF_BATCH_FORGOTTEN("the last event of a batch is claimed and not sent", OutboxDefects::lastOfBatchForgotten),
    NO_BACKOFF("failures are repeated at once", OutboxDefects::noBackoff),
    WAITS_BY_WALL_CLOCK("waiting is by the clock that people set", OutboxDefects::waitsByWallClock),
    REFUSAL_KEPT_FOR_EVER("a refused device is never tried again after a restart", OutboxDefects::refusalKeptForEver),
    WINDOW_OF_TWO_HOURS("no more than two hours are asked for", SourceDefects::windowOfTwoHours),
    WINDOW_ENDS_EARLY("the end of the window is not read", SourceDefects::windowEndsEarly),
    OWN_OFFSET("times are asked for in the computer's offset", SourceDefects::ownOffset),
    ACCESS_EVENTS_ONLY("only one class of events is asked for", SourceDefects::accessEventsOnly),
    CLOCK_OF_THE_COMPUTER("windows end by the computer's clock", SourceDefects::clockOfTheComputer),
    SHORT_PAGE_IS_LAST("a short page ends the search", SourceDefects::shortPageIsLast),
    TOTAL_IS_TRUSTED("the device's count ends the search", SourceDefects::totalIsTrusted),
    PROMISE_OF_MORE_IGNORED("an empty page after MORE is the end", SourceDefects::promiseOfMoreIgnored),
    SHIFT_NOT_SEEN("a log that moves while it is paged is not noticed", SourceDefects::shiftNotSeen),
    LAST_ROW_LOST("the last row of each page is lost", SourceDefects::lastRowLost),
    NEVER_LAST_PAGE("the page after the last is asked for", SourceDefects::neverLastPage),
    FAILURE_IS_END(
            "a broken connection ends the search as if all were read",
            () -> SourceDefects.failureIsEnd(Kind.UNAVAILABLE)),
    BUSY_IS_EMPTY("a busy terminal has no events", () -> SourceDefects.failureIsEnd(Kind.BUSY)),
    HTML_IS_EMPTY("a page of HTML is a page without events", () -> SourceDefects.failureIsEnd(Kind.UNEXPECTED)),
    REFUSED_FOR_EVER("one refusal stops a device until the restart", SourceDefects::refusedOnceRefusedForEver),
    DEVICE_KNOWN_BY_ADDRESS("a device is known by its address", SourceDefects::deviceKnownByAddress),
    PAGES_OF_ANYBODY("whoever answers at the address is believed", SourceDefects::pagesOfAnybody),
    EMPTY_OK_IS_RECEIPT("200 without a body is a receipt", LinkDefects::emptyOkIsReceipt),
    ANY_RECEIPT_WILL_DO("the receipt of another batch is one for this", LinkDefects::anyReceiptWillDo),
    GONE_IS_DONE("404 and 410 drop the batch", LinkDefects::goneIsDone),
    REDIRECT_IS_DONE("a redirect counts as success", LinkDefects::redirectIsDone),
    SILENCE_IS_CONSENT("no answer in time counts as success", LinkDefects::silenceIsConsent),
    BROKEN_LINE_IS_CONSENT("a refused connection counts as success", LinkDefects::brokenLineIsConsent),
    REFUSED_CONTENT_IS_DROPPED("400 and 422 drop the batch", LinkDefects::refusedContentIsDropped),
    LEADING_ZEROS_LOST("employee numbers are numbers", LinkDefects::leadingZerosLost),
    WALL_CLOCK_MOVED("wall clocks are sent in another zone", LinkDefects::wallClockInUtc),
    ZONE_OF_THE_SERVER("instants are reckoned in the server's zone", LinkDefects::zoneOfTheServer),
    DOUBTS_NOT_TOLD("an ambiguous time is sent as a good one", LinkDefects::doubtsNotTold),
    SERIAL_NOT_SENT("serials are not sent", LinkDefects::serialNotSent),
    COMMIT_NOT_CHECKED("the answer does not wait for the commit", StoreDefects::commitNotChecked),
    FAILURE_IS_SUCCESS("a failed transaction is answered with success", StoreDefects::failureIsSuccess),
    PUSH_COUNTS_AS_READ("what is pushed counts as read from the device", StoreDefects::pushCountsAsRead),
    VERSIONS_NOT_KEPT("contradicting versions are not kept", StoreDefects::versionsNotKept),
    RAW_OF_FORGED_STAYS("the forged bytes stay with the true event", StoreDefects::rawOfForgedStays),
    UPDATES_LOST("a later sight changes nothing", StoreDefects::updatesLost),
    REPRINTS_NOT_LOOKED_FOR("an event printed under another offset is another one", StoreDefects::reprintsNotLookedFor),
    TWINS_NOT_LOOKED_FOR(
            "an event that came without its serial is another one", StoreDefects::twinsWithoutSerialNotLookedFor),
    CONFLICT_NOT_TOLD("no alarm tells of contradicting versions", StoreDefects::conflictNotTold),
    PARKED_THROWN_AWAY("bodies that are not understood are thrown away", StoreDefects::parkedBodiesThrownAway),
    NEWEST_BODY_ONLY("of several waiting bodies only the newest is read", StoreDefects::newestBodiesOnly),
    WRONG_DEVICE_OF_TOKEN("an address belongs to another device", StoreDefects::wrongDeviceOfToken),
    PRUNED_AT_ONCE("what is delivered is forgotten at once", ReconcileDefects::prunedAtOnce),
    PRUNED_BEFORE_DELIVERED("what waits is pruned", ReconcileDefects::prunedBeforeDelivered),
    COMPARED_WITH_REPLICA("the comparison asks a copy that has everything", ReconcileDefects::comparedWithReplica),
    NOT_SENT_AGAIN("what the receiver lacks is told and not sent", ReconcileDefects::notSentAgain),
    QUARANTINE_NOT_COUNTED("complete is said over what was not understood", ReconcileDefects::quarantineNotCounted),
    GAP_MERGED_INTO_COMPLETE("the report leaves gaps out", ReconcileDefects::gapMergedIntoComplete),
    ABSENT_UNPROVED("what the ring overwrote is called absent", ReconcileDefects::absentUnproved),
    FOUND_AND_FORGOTTEN("what the receiver lacks of a day is not kept", ReconcileDefects::foundAndForgotten),
    STRANGE_DAY_COMPLETE(
            "a day with a record that nobody understands is complete", ReconcileDefects::strangeDayComplete),
    REPLACED_FORGOTTEN("what is missing of replaced devices is not told", ReconcileDefects::replacedForgotten),
    BEGINNING_FORGOTTEN("days from before a log was first read count as read", ReconcileDefects::beginningForgotten);

    private final String says;
    private final Supplier<Defect> defect;

    PlantedBug(String says, Supplier<Defect> defect) {
        this.says = says;
        this.defect = defect;
    }

    /** Says what is wrong. */
    public String says() {
        return says;
    }

    /** Returns the mistake, for one run. */
    public Defect plant() {
        return defect.get();
    }
}
