package dev.rollcall.simulation.planted;

import dev.rollcall.agent.collect.EventSource;
import dev.rollcall.agent.collect.LogQuery;
import dev.rollcall.agent.collect.SourceClock;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.SourceException.Kind;
import dev.rollcall.agent.collect.SourceIdentity;
import dev.rollcall.agent.collect.SourcePage;
import dev.rollcall.agent.collect.SourcePages;
import dev.rollcall.agent.collect.TranslatedPage;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.window.DeviceClock;
import dev.rollcall.attendance.window.Slice;
import dev.rollcall.simulation.Defect;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Mistakes of talking to terminals. */
final class SourceDefects {

    private static final SourcePage END = new SourcePage() {
        @Override
        public boolean last() {
            return true;
        }

        @Override
        public boolean incomplete() {
            return false;
        }

        @Override
        public int rows() {
            return 0;
        }

        @Override
        public boolean shifted() {
            return false;
        }

        @Override
        public Integer totalMatches() {
            return null;
        }

        @Override
        public TranslatedPage translate(DeviceKey device, Zones zones, ClockOffset clockOffset, Instant seenAt) {
            return new TranslatedPage(List.of(), List.of(), 0);
        }
    };

    private SourceDefects() {}

    private static Defect source(Function<EventSource, Object> instead) {
        return new Defect() {
            @Override
            public EventSource source(EventSource real) {
                return Altered.of(EventSource.class, real, instead.apply(real));
            }
        };
    }

    private static Defect queries(UnaryOperator<LogQuery> change) {
        return source(real -> new Object() {
            public SourcePages open(LogQuery query) {
                return real.open(change.apply(query));
            }
        });
    }

    private static Defect slices(UnaryOperator<Slice> change) {
        return queries(query -> query instanceof LogQuery.ByTime byTime
                ? new LogQuery.ByTime(change.apply(byTime.slice()), byTime.offset(), byTime.major())
                : query);
    }

    private static Defect pages(Function<SourcePages, SourcePages> change) {
        return source(real -> new Object() {
            public SourcePages open(LogQuery query) {
                return change.apply(real.open(query));
            }
        });
    }

    private static SourcePage page(SourcePage real, Object instead) {
        return Altered.of(SourcePage.class, real, instead);
    }

    static Defect windowOfTwoHours() {
        return slices(slice -> {
            LocalDateTime earliest = slice.endExclusive().minusHours(2);
            return slice.startInclusive().isBefore(earliest) ? Slice.of(earliest, slice.endExclusive()) : slice;
        });
    }

    static Defect windowEndsEarly() {
        return slices(slice -> {
            LocalDateTime end = slice.endExclusive().minusHours(6);
            return end.isAfter(slice.startInclusive()) ? Slice.of(slice.startInclusive(), end) : slice;
        });
    }

    static Defect ownOffset() {
        return queries(query -> query instanceof LogQuery.ByTime byTime
                ? new LogQuery.ByTime(byTime.slice(), ZoneOffset.UTC, byTime.major())
                : query);
    }

    static Defect accessEventsOnly() {
        return queries(query -> query instanceof LogQuery.ByTime byTime
                ? new LogQuery.ByTime(byTime.slice(), byTime.offset(), 5)
                : new LogQuery.BySerial(((LogQuery.BySerial) query).range(), 5));
    }

    static Defect clockOfTheComputer() {
        return source(real -> new Object() {
            public SourceClock clock() {
                SourceClock told = real.clock();
                ZoneOffset offset = told.clock().offset() == null
                        ? ZoneOffset.UTC
                        : told.clock().offset();
                LocalDateTime own = LocalDateTime.ofInstant(told.clock().readAt(), offset);
                return new SourceClock(
                        new DeviceClock(own, told.clock().offset(), told.clock().readAt()), told.reported());
            }
        });
    }

    static Defect shortPageIsLast() {
        return pages(real -> new SourcePages() {
            private int most;

            @Override
            public SourcePage next() {
                SourcePage page = real.next();
                most = Math.max(most, page.rows());
                boolean isShort = page.rows() < most;
                return page(page, new Object() {
                    public boolean last() {
                        return page.last() || isShort;
                    }
                });
            }
        });
    }

    static Defect totalIsTrusted() {
        return pages(real -> new SourcePages() {
            private int rows;

            @Override
            public SourcePage next() {
                SourcePage page = real.next();
                rows += page.rows();
                boolean enough = page.totalMatches() != null && rows >= page.totalMatches();
                return page(page, new Object() {
                    public boolean last() {
                        return page.last() || enough;
                    }

                    public boolean incomplete() {
                        return page.incomplete() && !enough;
                    }
                });
            }
        });
    }

    static Defect promiseOfMoreIgnored() {
        return pages(real -> () -> {
            SourcePage page = real.next();
            return page(page, new Object() {
                public boolean incomplete() {
                    return false;
                }
            });
        });
    }

    static Defect shiftNotSeen() {
        return pages(real -> () -> {
            SourcePage page = real.next();
            return page(page, new Object() {
                public boolean shifted() {
                    return false;
                }
            });
        });
    }

    static Defect lastRowLost() {
        return pages(real -> () -> {
            SourcePage page = real.next();
            return page(page, new Object() {
                public TranslatedPage translate(
                        DeviceKey device, Zones zones, ClockOffset clockOffset, Instant seenAt) {
                    TranslatedPage whole = page.translate(device, zones, clockOffset, seenAt);
                    List<Observation> seen = whole.observations();
                    return seen.size() < 2
                            ? whole
                            : new TranslatedPage(
                                    seen.subList(0, seen.size() - 1), whole.quarantined(), whole.ignored());
                }
            });
        });
    }

    static Defect neverLastPage() {
        return pages(real -> () -> {
            SourcePage page = real.next();
            return page(page, new Object() {
                public boolean last() {
                    return false;
                }
            });
        });
    }

    static Defect failureIsEnd(Kind kind) {
        return pages(real -> () -> {
            try {
                return real.next();
            } catch (SourceException failed) {
                if (failed.kind() != kind) {
                    throw failed;
                }
                return END;
            }
        });
    }

    static Defect refusedOnceRefusedForEver() {
        return source(real -> new Object() {
            private SourceException refused;

            public SourceIdentity identify() {
                if (refused != null) {
                    throw refused;
                }
                try {
                    return real.identify();
                } catch (SourceException failed) {
                    refused = failed.kind() == Kind.REFUSED ? failed : null;
                    throw failed;
                }
            }
        });
    }

    static Defect deviceKnownByAddress() {
        return source(real -> new Object() {
            private SourceIdentity first;

            public SourceIdentity identify() {
                SourceIdentity told = real.identify();
                first = first == null ? told : first;
                return first;
            }
        });
    }

    static Defect pagesOfAnybody() {
        return new Defect() {
            @Override
            public EventSource watched(EventSource unwatched, EventSource watched) {
                return unwatched;
            }
        };
    }
}
