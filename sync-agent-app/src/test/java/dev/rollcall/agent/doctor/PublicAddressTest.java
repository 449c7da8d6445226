package dev.rollcall.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicAddressTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false",
        "10.255.255.255, false",
        "11.0.0.0, true",
        "172.15.255.255, true",
        "172.16.0.0, false",
        "172.31.255.255, false",
        "172.32.0.0, true",
        "192.168.1.200, false",
        "192.169.0.0, true",
        "169.254.1.1, false",
        "100.63.255.255, true",
        "100.64.0.0, false",
        "100.127.255.255, false",
        "100.128.0.0, true",
        "0.0.0.0, false",
        "224.0.0.1, false",
        "fe80::1, false",
        "fc00::1, false",
        "fdff::1, false",
        "2001:db8::1, true",
        "::1, false"
    })
    void borders_ofPrivateRanges(String address, boolean open) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(address))).isEqualTo(open);
    }
}
