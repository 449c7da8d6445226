package dev.rollcall.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptRunTest {

    @TempDir
    private Path folder;

    @Test
    void runThatWasBrokenOff_goesOnWithWhatItHad() throws IOException {
        Path file = folder.resolve("run");
        KeptRun.open(file, 7L, 6).keep(figures(7, 4), 1.5);

        KeptRun again = KeptRun.open(file, null, 6);
        Figures figures = again.figures();
        Lab.runAll(again.first() + figures.schedules(), 2, Defect::new, figures::add, 1);

        assertThat(again.seconds()).isEqualTo(1.5);
        assertThat(figures.text()).isEqualTo(figures(7, 6).text());
    }

    @Test
    void fileOfOtherSeeds_isRefused() throws IOException {
        Path file = folder.resolve("run");
        KeptRun.open(file, 7L, 6).keep(new Figures(), 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeptRun.open(file, 8L, 6))
                .withMessageContaining("its first is 7, not 8");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KeptRun.open(file, 7L, 60))
                .withMessageContaining("its count is 6, not 60");
    }

    private static Figures figures(long first, long count) {
        Figures figures = new Figures();
        Lab.runAll(first, count, Defect::new, figures::add, 1);
        return figures;
    }
}
