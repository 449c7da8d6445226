package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.agent.journal.JournalException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstanceLockTest {

    @TempDir
    private Path folder;

    @Test
    void secondOne_isToldWhoHoldsTheFolder_andWhatToDo() {
        try (InstanceLock held = InstanceLock.take(folder)) {
            assertThat(held).isNotNull();
            assertThatThrownBy(() -> InstanceLock.take(folder))
                    .isInstanceOf(AgentBusyException.class)
                    .hasMessageContaining("Another agent works with " + folder)
                    .hasMessageContaining("(process " + ProcessHandle.current().pid() + ", started ")
                    .hasMessageContaining("stop the running agent first, or let it do the work");
        }
    }

    @Test
    void lockThatWasLetGo_isFreeAtOnce() {
        InstanceLock.take(folder).close();

        assertThat(InstanceLock.isFree(folder)).isTrue();
        InstanceLock.take(folder).close();
    }

    @Test
    void folderThatIsAway_isNamed_withWhatToCheck() {
        Path away = folder.resolve("away");

        assertThat(InstanceLock.isFree(away)).isTrue();
        assertThatThrownBy(() -> InstanceLock.take(away))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("agent.lock")
                .hasMessageContaining("Check that dataDir is on a local disk and may be written");
    }
}
