package dev.rollcall.receiver.config;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who gets in, how fast and for how long; under {@code rollcall.access}.
 *
 * @param openOnThisMachine whether the dashboard is shown without a login to a browser on the receiver's own machine
 * @param trustedProxies    addresses of the reverse proxies whose X-Forwarded-For is believed
 * @param login             people's log-ins and sessions
 * @param rate              how many requests are taken
 * @param oidc              what a foreign identity server's people may do
 */
@ConfigurationProperties("rollcall.access")
public record AccessSettings(
        @DefaultValue("false") boolean openOnThisMachine,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue Login login,
        @DefaultValue Rate rate,
        @DefaultValue Oidc oidc) {

    /**
     * People's log-ins and sessions.
     *
     * @param idle            after how long without a request a session is over
     * @param absolute        after how long it is over in any case
     * @param setupLink       how long the link for the first administrator is good
     * @param passwordLength  characters of a password at least
     * @param hashStrength    cost of the password hash (bcrypt), as a power of two
     * @param tries           wrong passwords in a row from one address before it has to wait
     * @param pause           how long it waits for each further try then
     */
    public record Login(
            @DefaultValue("30m") Duration idle,
            @DefaultValue("12h") Duration absolute,
            @DefaultValue("24h") Duration setupLink,
            @DefaultValue("12") int passwordLength,
            @DefaultValue("12") int hashStrength,
            @DefaultValue("5") int tries,
            @DefaultValue("30s") Duration pause) {}

    /**
     * How many requests are taken in a second, and how many at once after a pause; 0 in a second is no limit.
     *
     * @param unauthenticated      without a good token or session, by address
     * @param unauthenticatedBurst at once
     * @param agent                batches and heartbeats, by token
     * @param agentBurst           at once
     * @param reader               of readers, administrators and people, by token or person
     * @param readerBurst          at once
     */
    public record Rate(
            @DefaultValue("10") double unauthenticated,
            @DefaultValue("40") int unauthenticatedBurst,
            @DefaultValue("10") double agent,
            @DefaultValue("200") int agentBurst,
            @DefaultValue("20") double reader,
            @DefaultValue("100") int readerBurst) {}

    /**
     * What people may do that log in at a foreign identity server.
     *
     * @param claim   the claim that holds their groups or roles
     * @param admins  its values that make an administrator
     * @param readers its values that make a reader; who has none of both is not let in
     */
    public record Oidc(
            @DefaultValue("groups") String claim,
            @DefaultValue List<String> admins,
            @DefaultValue List<String> readers) {}
}
