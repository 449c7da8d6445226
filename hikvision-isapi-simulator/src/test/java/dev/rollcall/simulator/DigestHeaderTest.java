package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestHeaderTest {
    /** The worked example of RFC 2617, section 3.5. */
    private static final String EXAMPLE = "Digest username=\"Mufasa\", realm=\"testrealm@host.com\","
            + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", uri=\"/dir/index.html\", qop=auth, nc=00000001,"
            + " cnonce=\"0a4f113b\", response=\"6629fae49393a05397450978507c4ef1\","
            + " opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"";

    @Test
    void proves_acceptsTheExampleOfTheStandard() {
        assertThat(proves(EXAMPLE, "GET", "/dir/index.html")).isTrue();
    }

    @Test
    void proves_refusesAnotherMethodTargetOrUser() {
        assertThat(proves(EXAMPLE, "POST", "/dir/index.html")).isFalse();
        assertThat(proves(EXAMPLE, "GET", "/dir/other.html")).isFalse();
        assertThat(proves(EXAMPLE.replace("Mufasa", "Scar"), "GET", "/dir/index.html"))
                .isFalse();
    }

    @Test
    void proves_refusesAMissingQop() {
        assertThat(proves(EXAMPLE.replace("qop=auth, ", ""), "GET", "/dir/index.html"))
                .isFalse();
    }

    @Test
    void parse_ignoresOtherSchemes() {
        assertThat(DigestHeader.parse("Basic YWRtaW46cHc=")).isEmpty();
        assertThat(DigestHeader.parse(null)).isEmpty();
    }

    @Test
    void parse_readsQuotedAndBareValues() {
        DigestHeader header =
                DigestHeader.parse("digest NONCE=\"a,\\\"b\", nc=0000000a").orElseThrow();
        assertThat(header.nonce()).isEqualTo("a,\"b");
        assertThat(header.count()).isEqualTo(10);
    }

    private static boolean proves(String header, String method, String target) {
        return DigestHeader.parse(header)
                .orElseThrow()
                .proves(Account.administrator("Mufasa", "Circle Of Life"), "testrealm@host.com", method, target);
    }
}
