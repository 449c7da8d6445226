package dev.rollcall.simulation.planted;

import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.simulation.Defect;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Mistakes of journaling and of reading plans. */
final class JournalDefects {

    private static final PageTally NOTHING = PageTally.NONE;

    private JournalDefects() {}

    /** Pages are changed before they are stored. */
    private static Defect pages(UnaryOperator<JournalPage> change) {
        return new Defect() {
            @Override
            public Journal journal(Journal real) {
                return Altered.of(Journal.class, real, new Object() {
                    public List<PageTally> append(List<JournalPage> pages) {
                        return real.append(pages.stream().map(change).toList());
                    }

                    public PageTally append(JournalPage page) {
                        return real.append(change.apply(page));
                    }
                });
            }
        };
    }

    private static Defect dropping(Predicate<Observation> dropped) {
        return pages(page ->
                with(page, page.observations().stream().filter(dropped.negate()).toList()));
    }

    private static JournalPage with(JournalPage page, List<Observation> seen) {
        return new JournalPage(
                page.pass(), page.device(), seen, page.quarantined(), page.ignored(), page.checkpoint(), page.seenAt());
    }

    private static JournalPage with(JournalPage page, Checkpoint checkpoint) {
        return new JournalPage(
                page.pass(),
                page.device(),
                page.observations(),
                page.quarantined(),
                page.ignored(),
                checkpoint,
                page.seenAt());
    }

    static Defect cursorBeforeRows() {
        return new Defect() {
            @Override
            public Journal journal(Journal real) {
                return Altered.of(Journal.class, real, new Object() {
                    public List<PageTally> append(List<JournalPage> pages) {
                        for (JournalPage page : pages) {
                            if (page.checkpoint() != null) {
                                real.append(new JournalPage(
                                        page.pass(),
                                        page.device(),
                                        List.of(),
                                        List.of(),
                                        0,
                                        page.checkpoint(),
                                        page.seenAt()));
                            }
                        }
                        return real.append(pages);
                    }
                });
            }
        };
    }

    static Defect rowsWrittenBehind() {
        return new Defect() {
            @Override
            public Journal journal(Journal real) {
                return Altered.of(Journal.class, real, new Object() {
                    private List<JournalPage> behind = List.of();

                    public List<PageTally> append(List<JournalPage> pages) {
                        List<JournalPage> now = new ArrayList<>(behind);
                        behind = pages.stream()
                                .map(page -> with(page, (Checkpoint) null))
                                .toList();
                        pages.stream()
                                .filter(page -> page.checkpoint() != null)
                                .forEach(page -> now.add(new JournalPage(
                                        page.pass(),
                                        page.device(),
                                        List.of(),
                                        List.of(),
                                        0,
                                        page.checkpoint(),
                                        page.seenAt())));
                        if (!now.isEmpty()) {
                            real.append(now);
                        }
                        return pages.stream().map(page -> NOTHING).toList();
                    }
                });
            }
        };
    }

    static Defect cursorAhead() {
        UnaryOperator<Checkpoint> ahead = checkpoint -> checkpoint == null
                ? null
                : new Checkpoint(
                        checkpoint.position().plusHours(7),
                        checkpoint.clock(),
                        checkpoint.newest(),
                        checkpoint.lastSweep());
        return new Defect() {
            @Override
            public Journal journal(Journal real) {
                return Altered.of(Journal.class, real, new Object() {
                    public void endPass(
                            long pass, DeviceKey device, Checkpoint checkpoint, String problem, Instant endedAt) {
                        real.endPass(pass, device, ahead.apply(checkpoint), problem, endedAt);
                    }
                });
            }
        };
    }

    static Defect cursorMovesAfterFailure() {
        return new Defect() {
            @Override
            public Journal journal(Journal real) {
                return Altered.of(Journal.class, real, new Object() {
                    public void endPass(
                            long pass, DeviceKey device, Checkpoint checkpoint, String problem, Instant endedAt) {
                        Checkpoint before = real.checkpoint(device);
                        boolean wrong = problem != null && before != null && !before.isFirstPassUnderWay();
                        real.endPass(
                                pass,
                                device,
                                wrong
                                        ? new Checkpoint(
                                                before.clock()
                                                        .wallClock()
                                                        .plus(Duration.between(
                                                                before.clock().readAt(), endedAt)),
                                                before.clock(),
                                                before.newest(),
                                                before.lastSweep())
                                        : checkpoint,
                                problem,
                                endedAt);
                    }
                });
            }
        };
    }

    static Defect quarantineNotKept() {
        return pages(page -> new JournalPage(
                page.pass(),
                page.device(),
                page.observations(),
                List.of(),
                page.ignored(),
                page.checkpoint(),
                page.seenAt()));
    }

    static Defect badRecordKillsPage() {
        return pages(page -> page.quarantined().isEmpty() ? page : with(page, List.of()));
    }

    static Defect onlyPunchesKept() {
        return dropping(seen -> !seen.event().category().goesToReceiver());
    }

    static Defect futureDropped() {
        return dropping(seen -> seen.event().time().occurredAt() != null
                && seen.event().time().occurredAt().isAfter(seen.seenAt().plus(Duration.ofHours(1))));
    }

    static Defect deadClockDropped() {
        return dropping(seen -> seen.event().time().wallClock().getYear() < 2000);
    }

    static Defect knownByTimeAndPerson() {
        return knownBy(event -> event.employeeNo() == null
                ? null
                : event.device() + " " + event.employeeNo() + " "
                        + event.time().wallClock().withSecond(0));
    }

    static Defect knownBySerialAlone() {
        return knownBy(event -> event.serialNo() == null ? null : event.device() + " " + event.serialNo());
    }

    /** An event counts as known where another one had the same key, whatever its content. */
    private static Defect knownBy(Function<AttendanceEvent, String> key) {
        Map<String, AttendanceEvent> first = new HashMap<>();
        return dropping(seen -> {
            String own = key.apply(seen.event());
            AttendanceEvent before = own == null ? null : first.putIfAbsent(own, seen.event());
            return before != null
                    && !before.time().wallClock().equals(seen.event().time().wallClock());
        });
    }

    static Defect gapsForgotten() {
        return new Defect() {
            @Override
            public Journal journal(Journal real) {
                return Altered.of(Journal.class, real, new Object() {
                    public List<SerialGap> settleGaps(DeviceKey device, LogProof proof, Instant at) {
                        return real.settleGaps(device, null, at);
                    }

                    public boolean wouldGrow(DeviceKey device, LogProof proof) {
                        return false;
                    }
                });
            }
        };
    }

    static Defect gapsSeenTooEarly() {
        return new Defect() {
            @Override
            public Journal journal(Journal real) {
                Set<DeviceKey> met = new HashSet<>();
                return Altered.of(Journal.class, real, new Object() {
                    public List<SerialGap> settleGaps(DeviceKey device, LogProof proof, Instant at) {
                        boolean wrong = proof != null
                                && met.add(device)
                                && proof.newest().serialNo() > 2;
                        LogProof further = wrong
                                ? new LogProof(
                                        proof.oldest(),
                                        new Anchor(
                                                proof.newest().serialNo() + 1,
                                                proof.newest().wallClock()))
                                : proof;
                        return real.settleGaps(device, further, at);
                    }
                });
            }
        };
    }

    static Defect neverSweeps() {
        return policy(real -> new CollectPolicy(
                real.overlap(),
                real.clockTolerance(),
                Duration.ofDays(36_500),
                real.rowsPerSlice(),
                real.sliceRestarts()));
    }

    private static Defect policy(UnaryOperator<CollectPolicy> change) {
        return new Defect() {
            @Override
            public CollectPolicy policy(CollectPolicy real) {
                return change.apply(real);
            }
        };
    }

    static Defect losesLastCommits() {
        return new Defect() {
            @Override
            public boolean losesLastCommits() {
                return true;
            }
        };
    }
}
