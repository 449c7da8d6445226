package dev.rollcall.simulation.planted;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.NotUnderstood;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.journal.TallyBook.Again;
import dev.rollcall.agent.journal.Upkeep;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.reconcile.TallyReceiver;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.simulation.Defect;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Mistakes of comparing device, journal and receiver, and of forgetting what was compared. */
final class ReconcileDefects {

    private ReconcileDefects() {}

    private static Defect tallies(Function<TallyBook, Object> instead) {
        return new Defect() {
            @Override
            public TallyBook tallies(TallyBook real) {
                return Altered.of(TallyBook.class, real, instead.apply(real));
            }
        };
    }

    /** The receiver asks a copy that has whatever is asked for. */
    static Defect comparedWithReplica() {
        return new Defect() {
            @Override
            public TallyReceiver comparison(TallyReceiver real) {
                return message -> new TalliesAnswer(true, real.ask(message).store(), List.of());
            }
        };
    }

    static Defect notSentAgain() {
        return tallies(real -> new Object() {
            public Again sendAgain(DeviceKey device, Collection<EventId> storedAs) {
                return new Again(0, List.of());
            }
        });
    }

    static Defect quarantineNotCounted() {
        return tallies(real -> new Object() {
            public List<NotUnderstood> notUnderstood(DeviceKey device) {
                return List.of();
            }
        });
    }

    static Defect foundAndForgotten() {
        return tallies(real -> new Object() {
            public void keepProofs(DeviceKey device, SortedMap<LocalDate, String> proofs, Instant at) {
                SortedMap<LocalDate, String> fine = new TreeMap<>(proofs);
                fine.values().removeIf(proof -> proof.contains(Finding.Kind.NOT_IN_RECEIVER.name()));
                real.keepProofs(device, fine, at);
            }
        });
    }

    static Defect strangeDayComplete() {
        return tallies(real -> new Object() {
            public void keepProofs(DeviceKey device, SortedMap<LocalDate, String> proofs, Instant at) {
                SortedMap<LocalDate, String> fine = new TreeMap<>(proofs);
                fine.replaceAll((day, proof) -> proof.contains(Finding.Kind.QUARANTINED.name())
                        ? proof.replace(Finding.State.OPEN.name(), Finding.State.REPAIRED.name())
                        : proof);
                real.keepProofs(device, fine, at);
            }
        });
    }

    static Defect replacedForgotten() {
        return tallies(real -> new Object() {
            public List<DeviceKey> devices() {
                return List.of();
            }
        });
    }

    static Defect beginningForgotten() {
        return tallies(real -> new Object() {
            public LocalDateTime beginning(DeviceKey device) {
                return LocalDate.EPOCH.atStartOfDay();
            }
        });
    }

    static Defect absentUnproved() {
        TallyBook[] books = new TallyBook[1];
        return new Defect() {
            @Override
            public TallyBook tallies(TallyBook real) {
                books[0] = real;
                return real;
            }

            @Override
            public Journal journal(Journal real) {
                return Altered.of(Journal.class, real, new Object() {
                    public List<SerialGap> settleGaps(DeviceKey device, LogProof proof, Instant at) {
                        real.settleGaps(device, proof, at)
                                .forEach(gap -> books[0].resolveGap(device, gap.serials(), SerialGap.Kind.ABSENT));
                        return real.settleGaps(device, proof, at);
                    }
                });
            }
        };
    }

    static Defect gapMergedIntoComplete() {
        return tallies(real -> new Object() {
            public List<SerialGap> gaps(DeviceKey device) {
                return List.of();
            }
        });
    }

    static Defect prunedAtOnce() {
        return new Defect() {
            @Override
            public Upkeep upkeep(Upkeep real) {
                return Altered.of(Upkeep.class, real, new Object() {
                    public boolean prune(Duration keep, Instant now, int most) {
                        return real.prune(Duration.ZERO, now, most);
                    }
                });
            }
        };
    }

    static Defect prunedBeforeDelivered() {
        Outbox[] places = new Outbox[1];
        return new Defect() {
            @Override
            public Outbox outbox(Outbox real) {
                places[0] = real;
                return real;
            }

            @Override
            public Upkeep upkeep(Upkeep real) {
                return Altered.of(Upkeep.class, real, new Object() {
                    public boolean prune(Duration keep, Instant now, int most) {
                        ClaimedBatch batch = places[0].claim(most, Set.of(), "pruned");
                        if (batch != null) {
                            places[0].settle(batch, OutboxDefects.receipt(batch), null, Instant.EPOCH);
                        }
                        return real.prune(keep, now, most);
                    }
                });
            }
        };
    }
}
