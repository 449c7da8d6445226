package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.xml.XmlMapper;
import org.junit.jupiter.api.Test;

/** The tests of this module run with the newest and with the oldest Jackson; this one says that they really do. */
final class JacksonVersionTest {

    @Test
    void jackson_isTheOneThisRunIsFor() {
        String expected = System.getProperty("rollcall.expected-jackson");

        assertThat(text(new ObjectMapper().version())).isEqualTo(expected);
        assertThat(text(new XmlMapper().version())).isEqualTo(expected);
    }

    private static String text(Version version) {
        return version.getMajorVersion() + "." + version.getMinorVersion() + "." + version.getPatchLevel();
    }
}
