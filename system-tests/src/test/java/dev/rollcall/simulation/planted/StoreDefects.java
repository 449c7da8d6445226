package dev.rollcall.simulation.planted;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.StoredEvent;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.DeviceRegister;
import dev.rollcall.receiver.store.EventRef;
import dev.rollcall.receiver.store.EventShelf;
import dev.rollcall.receiver.store.HeldEvent;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.InboxShelf;
import dev.rollcall.receiver.store.NewEvent;
import dev.rollcall.receiver.store.OtherVersion;
import dev.rollcall.receiver.store.Sought;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.UnitOfWork;
import dev.rollcall.simulation.Defect;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Mistakes of the receiver and its database. */
final class StoreDefects {

    private StoreDefects() {}

    private static Defect units(UnaryOperator<UnitOfWork> change) {
        return new Defect() {
            @Override
            public Store store(Store real) {
                return Altered.of(Store.class, real, new Object() {
                    public Object write(Function<UnitOfWork, Object> work) {
                        return real.write(unit -> work.apply(change.apply(unit)));
                    }

                    public Object read(Function<UnitOfWork, Object> work) {
                        return real.read(unit -> work.apply(change.apply(unit)));
                    }
                });
            }
        };
    }

    private static Defect events(Function<EventShelf, Object> instead) {
        return units(unit -> Altered.of(UnitOfWork.class, unit, new Object() {
            public EventShelf events() {
                return Altered.of(EventShelf.class, unit.events(), instead.apply(unit.events()));
            }
        }));
    }

    private static Defect inbox(Function<InboxShelf, Object> instead) {
        return units(unit -> Altered.of(UnitOfWork.class, unit, new Object() {
            public InboxShelf inbox() {
                return Altered.of(InboxShelf.class, unit.inbox(), instead.apply(unit.inbox()));
            }
        }));
    }

    /** The answer goes out although the transaction did not get through. */
    static Defect commitNotChecked() {
        return new Defect() {
            @Override
            public Store store(Store real) {
                return Altered.of(Store.class, real, new Object() {
                    private int writes;

                    public Object write(Function<UnitOfWork, Object> work) {
                        return ++writes % 25 == 0 ? real.read(work) : real.write(work);
                    }
                });
            }
        };
    }

    /** A failure of the database is answered with success. */
    static Defect failureIsSuccess() {
        return new Defect() {
            @Override
            public Store store(Store real) {
                return Altered.of(Store.class, real, new Object() {
                    public Object write(Function<UnitOfWork, Object> work) {
                        Object[] told = new Object[1];
                        try {
                            return real.write(unit -> told[0] = work.apply(unit));
                        } catch (StoreFailedException failed) {
                            if (told[0] == null) {
                                throw failed;
                            }
                            return told[0];
                        }
                    }
                });
            }
        };
    }

    static Defect pushCountsAsRead() {
        return events(real -> new Object() {
            public Map<EventId, EventRef> insert(Device device, List<NewEvent> events) {
                return real.insert(
                        device,
                        events.stream()
                                .map(event -> new NewEvent(
                                        new StoredEvent(
                                                event.stored().order(),
                                                event.stored().publicId(),
                                                event.stored().event(),
                                                true,
                                                event.stored().reprints()),
                                        event.printed(),
                                        event.sight(),
                                        event.raw()))
                                .toList());
            }
        });
    }

    static Defect versionsNotKept() {
        return events(real -> new Object() {
            public List<OtherVersion> keepVersions(Device device, List<OtherVersion> versions) {
                return List.of();
            }
        });
    }

    static Defect rawOfForgedStays() {
        return events(real -> new Object() {
            public void replaceRaw(Device device, EventRef ref, RawRecord raw) {
                // forgotten
            }
        });
    }

    static Defect updatesLost() {
        return events(real -> new Object() {
            public void update(Device device, List<HeldEvent> events) {
                // forgotten
            }

            public void publish(
                    Device device, List<NewEvent> events, Map<EventId, EventRef> inserted, List<HeldEvent> updated) {
                real.publish(device, events, inserted, List.of());
            }
        });
    }

    /** Only events of the very same second are looked for. */
    static Defect reprintsNotLookedFor() {
        return events(real -> new Object() {
            public List<HeldEvent> candidates(Device device, Sought sought) {
                Set<LocalDateTime> seconds = new HashSet<>(sought.serialSeconds());
                seconds.addAll(sought.wallClocks());
                return real.candidates(device, sought).stream()
                        .filter(held ->
                                seconds.contains(held.stored().event().time().wallClock()))
                        .toList();
            }
        });
    }

    /** Events without a serial are not looked for. */
    static Defect twinsWithoutSerialNotLookedFor() {
        return events(real -> new Object() {
            public List<HeldEvent> candidates(Device device, Sought sought) {
                return real.candidates(device, sought).stream()
                        .filter(held -> held.stored().event().serialNo() != null)
                        .toList();
            }
        });
    }

    static Defect conflictNotTold() {
        return units(unit -> Altered.of(UnitOfWork.class, unit, new Object() {
            public AlarmLog alarms() {
                return Altered.of(AlarmLog.class, unit.alarms(), new Object() {
                    public void raise(int deviceId, String kind, String subject, String detail, Instant now) {
                        // forgotten
                    }
                });
            }
        }));
    }

    static Defect parkedBodiesThrownAway() {
        return inbox(real -> new Object() {
            public void settle(InboxItem item, InboxResult result) {
                if (result.state() == InboxResult.State.PARKED) {
                    real.remove(item);
                } else {
                    real.settle(item, result);
                }
            }
        });
    }

    static Defect newestBodiesOnly() {
        return inbox(real -> new Object() {
            public List<InboxItem> received(int limit) {
                List<InboxItem> all = real.received(1_000);
                List<InboxItem> newest = all.subList(Math.max(0, all.size() - 1), all.size());
                all.stream()
                        .filter(item -> !newest.contains(item))
                        .forEach(item -> real.settle(item, new InboxResult(InboxResult.State.DONE, 0, 0, 0, null)));
                return newest;
            }

            public List<InboxItem> stillReceived(List<InboxItem> items) {
                List<InboxItem> still = real.stillReceived(items);
                return still.size() > 1 ? still.subList(still.size() - 1, still.size()) : still;
            }
        });
    }

    static Defect wrongDeviceOfToken() {
        return units(unit -> Altered.of(UnitOfWork.class, unit, new Object() {
            public DeviceRegister devices() {
                return Altered.of(DeviceRegister.class, unit.devices(), new Object() {
                    public Optional<Device> find(DeviceKey key) {
                        return unit.devices().all().stream().findFirst();
                    }
                });
            }
        }));
    }
}
