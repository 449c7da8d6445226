package dev.rollcall.simulation.planted;

import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.outbox.RelayPolicy;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.Holdback;
import dev.rollcall.agent.schedule.Holdbacks;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.simulation.Defect;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Mistakes of the outbox and of waiting. */
final class OutboxDefects {

    private OutboxDefects() {}

    private static Defect outbox(Function<Outbox, Object> instead) {
        return new Defect() {
            @Override
            public Outbox outbox(Outbox real) {
                return Altered.of(Outbox.class, real, instead.apply(real));
            }
        };
    }

    /** A receipt that nobody gave. */
    static ReceiptMessage receipt(ClaimedBatch batch) {
        List<OutcomeMessage> outcomes = batch.events().stream()
                .map(event -> event.id().hex())
                .map(id -> new OutcomeMessage(id, "STORED", id, null))
                .toList();
        return new ReceiptMessage(
                true, batch.batchId(), outcomes.size(), outcomes.size(), 0, List.of(), outcomes, "store-1");
    }

    static Defect settledWhenClaimed() {
        return outbox(real -> new Object() {
            public ClaimedBatch claim(int limit, Set<DeviceKey> notOf, String batchId) {
                ClaimedBatch batch = real.claim(limit, notOf, batchId);
                if (batch != null) {
                    real.settle(batch, receipt(batch), null, Instant.EPOCH);
                }
                return batch;
            }
        });
    }

    static Defect settledWhateverComes() {
        return outbox(real -> new Object() {
            public void putBack(ClaimedBatch batch, String reason, Instant nextAttempt) {
                real.settle(batch, receipt(batch), null, Instant.EPOCH);
            }
        });
    }

    static Defect givesUpAfterTen() {
        Map<EventId, Integer> tries = new HashMap<>();
        return outbox(real -> new Object() {
            public void putBack(ClaimedBatch batch, String reason, Instant nextAttempt) {
                int most = 0;
                for (ClaimedEvent event : batch.events()) {
                    most = Math.max(most, tries.merge(event.id(), 1, Integer::sum));
                }
                if (most >= 10) {
                    real.settle(batch, receipt(batch), null, Instant.EPOCH);
                } else {
                    real.putBack(batch, reason, nextAttempt);
                }
            }
        });
    }

    static Defect dropsOldUnsent() {
        Map<EventId, Instant> first = new HashMap<>();
        Instant[] now = {Instant.EPOCH};
        return new Defect() {
            @Override
            public InstantSource agentClock(InstantSource real) {
                return () -> now[0] = real.instant();
            }

            @Override
            public Outbox outbox(Outbox real) {
                return Altered.of(Outbox.class, real, new Object() {
                    public void putBack(ClaimedBatch batch, String reason, Instant nextAttempt) {
                        Instant at = batch.events().get(0).observation().seenAt();
                        first.putIfAbsent(batch.events().get(0).id(), at);
                        if (at.plus(Duration.ofHours(2)).isBefore(now[0])) {
                            real.settle(batch, receipt(batch), null, Instant.EPOCH);
                        } else {
                            real.putBack(batch, reason, nextAttempt);
                        }
                    }
                });
            }
        };
    }

    static Defect blockedForEver() {
        return outbox(real -> new Object() {
            public boolean settle(ClaimedBatch batch, ReceiptMessage receipt, String version, Instant now) {
                ReceiptMessage same = new ReceiptMessage(
                        receipt.success(),
                        receipt.batchId(),
                        receipt.recordsFetched(),
                        receipt.recordsProcessed(),
                        receipt.recordsFailed(),
                        receipt.errors(),
                        receipt.outcomes(),
                        "store");
                return real.settle(batch, same, "version", now);
            }
        });
    }

    static Defect lapsedClaimsForgotten() {
        return outbox(real -> new Object() {
            public void putBackLapsedClaims() {
                // forgotten
            }
        });
    }

    static Defect refusedCountsAsDelivered() {
        return outbox(real -> new Object() {
            public void block(ClaimedBatch batch, String reason) {
                real.settle(batch, receipt(batch), null, Instant.EPOCH);
            }
        });
    }

    static Defect lastOfBatchForgotten() {
        return outbox(real -> new Object() {
            public ClaimedBatch claim(int limit, Set<DeviceKey> notOf, String batchId) {
                ClaimedBatch batch = real.claim(limit, notOf, batchId);
                return batch == null || batch.events().size() < 3
                        ? batch
                        : new ClaimedBatch(
                                batch.batchId(),
                                batch.device(),
                                batch.events().subList(0, batch.events().size() - 1));
            }
        });
    }

    static Defect noBackoff() {
        return new Defect() {
            @Override
            public RelayPolicy relay(RelayPolicy real) {
                Backoff none = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 0);
                return new RelayPolicy(
                        real.agentId(), real.batchSize(), real.refusalProbeEvery(), none, real.retryAfterCap());
            }
        };
    }

    static Defect waitsByWallClock() {
        return new Defect() {
            @Override
            public LongSupplier waiting(LongSupplier real, InstantSource wall) {
                return () -> wall.instant().toEpochMilli() * 1_000_000L;
            }
        };
    }

    static Defect refusalKeptForEver() {
        return new Defect() {
            @Override
            public Holdbacks holdbacks(Holdbacks real) {
                return Altered.of(Holdbacks.class, real, new Object() {
                    public void keep(String subject, Holdback holdback) {
                        real.keep(
                                subject,
                                new Holdback(
                                        holdback.failures(),
                                        holdback.since(),
                                        holdback.until().plus(Duration.ofDays(3_650)),
                                        holdback.reason()));
                    }

                    public void lift(String subject) {
                        // kept
                    }
                });
            }
        };
    }
}
