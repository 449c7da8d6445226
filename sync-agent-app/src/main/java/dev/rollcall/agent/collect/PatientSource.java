package dev.rollcall.agent.collect;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.schedule.Pause;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A terminal that is asked again after a pause when it is busy with others, a few times. */
public final class PatientSource implements EventSource {

    private final EventSource source;
    private final AgentConfig.Busy policy;
    private final Pause pause;

    /**
     * Creates it around the way to a terminal.
     *
     * @param pause waits between two attempts
     */
    public PatientSource(EventSource source, AgentConfig.Busy policy, Pause pause) {
        this.source = source;
        this.policy = policy;
        this.pause = pause;
    }

    @Override
    public SourceIdentity identify() {
        return patiently(source::identify);
    }

    @Override
    public SourceClock clock() {
        return patiently(source::clock);
    }

    @Override
    public boolean searchesBySerial() {
        return patiently(source::searchesBySerial);
    }

    @Override
    public SourcePages open(LogQuery query) {
        SourcePages pages = source.open(query);
        return () -> patiently(pages::next);
    }

    @Override
    public long count(LogQuery query) {
        return patiently(() -> source.count(query));
    }

    @Override
    public String capabilities() {
        return patiently(source::capabilities);
    }

    @Override
    public @Nullable Long capacity() {
        return source.capacity();
    }

    @Override
    public long connections() {
        return source.connections();
    }

    @Override
    public void close() {
        source.close();
    }

    private <T> T patiently(Supplier<T> question) {
        for (int left = policy.retries(); ; left--) {
            try {
                return question.get();
            } catch (SourceException failed) {
                if (failed.kind() != SourceException.Kind.BUSY || left <= 0 || !pause.waitFor(policy.pause())) {
                    throw failed;
                }
            }
        }
    }
}
