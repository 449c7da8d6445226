package dev.rollcall.agent.doctor;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.rollcall.agent.command.ExitCode;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Everything that the doctor looks at, with the words that it says and that the troubleshooting guide says. In a remedy {@code DEVICE}
 * stands for the name of the device.
 */
public enum Check {
    CONFIGURATION(
            Level.PROBLEM,
            ExitCode.WRONG_USAGE,
            "configuration",
            "The configuration cannot be used. The line names the key, what was found there and what to write.",
            "Correct it in the configuration or the environment, then run 'doctor' again."),
    SECRET_FILES(
            Level.ADVICE,
            "files with secrets",
            "Everybody who has an account on this computer can read a password or a token.",
            "Let only the agent's account read the file: chmod o-r (on Windows: remove Everyone and Users in its security"
                    + " settings)."),
    DATA_FOLDER(
            Level.PROBLEM,
            "data folder",
            "The folder of journal, lock and logs cannot be made, opened or written. Nothing can be collected.",
            "Set dataDir to a folder on a disk of this computer that the agent's account may write."),
    DATA_FOLDER_RIGHTS(
            Level.ADVICE,
            "rights of the data folder",
            "The journal names people and when they came and went. Everybody with an account on this computer can read it.",
            "Let only the agent's account into the folder: chmod 700 (on Windows: remove Everyone and Users)."),
    DISK_SPACE(
            Level.PROBLEM,
            "room on the disk",
            "The disk is nearly full. No terminal is read until there is room, so that nothing is half stored.",
            "Free some space, or set dataDir to a larger disk."),
    DISK_PLACE(
            Level.ADVICE,
            "place of the data folder",
            "The data folder is on a network drive, or in a folder that another program copies. The journal can be damaged there.",
            "Set dataDir to a folder on a disk of this computer that nothing synchronises."),
    JOURNAL(
            Level.PROBLEM,
            "journal",
            "Rows of the journal are not as they were written. They are set aside, and the terminals are read again.",
            "Check the disk and the memory of this computer; run 'sync' and then 'doctor' again."),
    JOURNAL_SET_ASIDE(
            Level.ADVICE,
            "earlier journals",
            "A journal was so damaged that it was moved aside and a new one begun.",
            "Check the disk. Keep the file until everything is delivered again, then delete it."),
    SCHEDULE(
            Level.PROBLEM,
            "schedule",
            "The schedule names a moment that never comes, such as 30 February. Terminals are read at the start and once a day only.",
            "Correct 'schedule' in the configuration, for example \"0 * * * *\" for every hour."),
    SCHEDULE_RARE(
            Level.ADVICE,
            "how often terminals are read",
            "More than a day passes between two runs. A punch arrives that late.",
            "Write a shorter interval into 'schedule', for example \"0 * * * *\" for every hour."),
    DAEMON(
            Level.ADVICE,
            "running agent",
            "Nothing reads the terminals by schedule.",
            "Start 'run', best as a service that starts with the computer. If another scheduler calls 'sync', all is well."),
    COMPUTER_CLOCK(
            Level.PROBLEM,
            "clock of this computer",
            "This computer's clock and the receiver's differ by more than two minutes. Nothing is lost, but times of delivery are wrong.",
            "Set the clock of this computer, best by NTP."),
    OUTBOX_AGE(
            Level.PROBLEM,
            "oldest undelivered event",
            "An event has been waiting for more than an hour. It is kept and tried for ever.",
            "See what is said of the receiver here; 'outbox list' names what waits and why."),
    REJECTED(
            Level.PROBLEM,
            "rejected events",
            "The receiver does not take some events. They are kept.",
            "'outbox list --state blocked' tells why; when that is put right, run 'outbox requeue --all'."),
    NOT_UNDERSTOOD(
            Level.ADVICE,
            "records not understood",
            "A terminal's log shows records that this version does not understand. They are kept as they came and tried again after an"
                    + " upgrade. Until then the days they may be of are not complete.",
            "Look at them with 'quarantine list'; upgrade the agent, or report them. Once you know what they were: 'quarantine accept'."),
    ALARMS(
            Level.ADVICE,
            "alarms",
            "Something was noticed that a person should know.",
            "Read the alarm, it says what to do; 'status' shows them all."),

    RECEIVER_NAME(
            Level.PROBLEM,
            "name of the receiver",
            "The host in receiver.url is not known to the network's name server.",
            "Correct receiver.url, or the name server of this computer."),
    RECEIVER_REACHABLE(
            Level.PROBLEM,
            "way to the receiver",
            "Nobody answers at the receiver's address, or the connection breaks.",
            "Check that the receiver runs, the port in receiver.url, and that no firewall is in the way."),
    RECEIVER_PROXY(
            Level.PROBLEM,
            "proxy",
            "The proxy on the way to the receiver is not known, wants a log-in, or does not let the agent pass.",
            "Correct receiver.proxy, receiver.proxyUser and receiver.proxyPassword, or have the proxy let this computer pass."),
    RECEIVER_TLS(
            Level.PROBLEM,
            "TLS to the receiver",
            "No safe connection comes about: a certificate that is not trusted, out of date or for another host, or an old TLS version."
                    + " Nothing was sent.",
            "Put the certificate right, or name your own authority's in receiver.caFile; plain http needs another receiver.url."),
    RECEIVER_PLAIN_HTTP(
            Level.ADVICE,
            "encryption to the receiver",
            "The token and people's names travel readable through the network.",
            "Give the receiver a certificate and write https:// into receiver.url."),
    RECEIVER_SERVICE(
            Level.PROBLEM,
            "what answers as the receiver",
            "Something answers at the receiver's address, but it is no Rollcall receiver: another program, a proxy or a log-in page.",
            "Correct receiver.url (host, port and path), or have the proxy let it pass."),
    RECEIVER_TROUBLE(
            Level.PROBLEM,
            "health of the receiver",
            "The receiver answers that it cannot do its work at present. Events wait and are tried again.",
            "Look at the receiver's log and its /actuator/health; nothing is to be done here."),
    RECEIVER_TOKEN(
            Level.PROBLEM,
            ExitCode.RECEIVER_REFUSED,
            "token",
            "The receiver does not know the agent's token, or no longer.",
            "Make one on the receiver with 'token add --role agent NAME' and put it into receiver.token."),
    RECEIVER_VERSION(
            Level.ADVICE,
            "versions",
            "Agent and receiver are of different versions. They understand each other, but one lacks what the other can do.",
            "Upgrade the older of the two."),

    DEVICE_NAME(
            Level.PROBLEM,
            "name",
            "The host of this device is not known to the network's name server.",
            "Write the terminal's IP address into 'host' of this device."),
    DEVICE_REACHABLE(
            Level.PROBLEM,
            "reachable",
            "Nobody answers at the terminal's address, or the connection breaks.",
            "Check power, cable, host and port; a terminal may have got another address (give it a fixed one)."),
    DEVICE_PORT(
            Level.PROBLEM,
            "port",
            "Something is at the address, but nothing listens on the port.",
            "Check power, cable, host and port: the port is that of the terminal's web interface, usually 80, or 443 with TLS."),
    DEVICE_TLS(
            Level.PROBLEM,
            "TLS",
            "The terminal does not speak TLS there, or only a version that is given up.",
            "Write 'tls: off' or the HTTPS port for this device; for a very old terminal try 'legacyTls: true'."),
    DEVICE_CERTIFICATE(
            Level.PROBLEM,
            ExitCode.DEVICE_REFUSED,
            "certificate",
            "The certificate shown is not the trusted one. Neither password nor request was sent.",
            "Compare the fingerprint with the terminal itself; only if it is the terminal's, write it into 'tls' of this device."),
    DEVICE_SERVICE(
            Level.PROBLEM,
            "service on the port",
            "Something answers, but it is not a terminal's ISAPI: another program or another kind of device.",
            "Check that host and port are those of a Hikvision terminal's web interface."),
    DEVICE_BUSY(
            Level.PROBLEM,
            "free for us",
            "The terminal answers that it is busy with others.",
            "Close other programs that are logged in to it, or wait."),
    DEVICE_ACTIVATED(
            Level.PROBLEM,
            ExitCode.DEVICE_REFUSED,
            "activated",
            "The terminal is new or was reset: it has no password yet and answers nothing.",
            "Set its password on its screen or with the vendor's tool, and write it into the configuration."),
    DEVICE_LOGIN(
            Level.PROBLEM,
            ExitCode.DEVICE_REFUSED,
            "way of logging in",
            "The terminal offers no digest log-in. The password is not sent readable.",
            "Switch the terminal's web authentication to digest, or use TLS with its certificate's fingerprint."),
    DEVICE_PASSWORD(
            Level.PROBLEM,
            ExitCode.DEVICE_REFUSED,
            "password",
            "The terminal refused user name or password. It was shown once and is shown at most twice, so that the account is not"
                    + " locked.",
            "Correct username and password of this device in the configuration, then run 'doctor --retry DEVICE'."),
    DEVICE_PASSWORD_WITHHELD(
            Level.PROBLEM,
            ExitCode.DEVICE_REFUSED,
            "password withheld",
            "The password was refused before and is not shown any more. The doctor does not show it either.",
            "Correct username and password of this device in the configuration, then run 'doctor --retry DEVICE'."),
    DEVICE_LOCKED(
            Level.PROBLEM,
            ExitCode.DEVICE_REFUSED,
            "lock",
            "The terminal has locked the account after wrong passwords, perhaps of somebody else. It is left alone until then.",
            "Wait without trying. Find out which program uses an old password of this terminal."),
    DEVICE_TWICE(
            Level.PROBLEM,
            "identity",
            "Two entries of the configuration are one terminal, or two terminals have one address.",
            "Remove one of the two entries, or give each terminal an address of its own."),
    DEVICE_RIGHTS(
            Level.PROBLEM,
            ExitCode.DEVICE_REFUSED,
            "rights",
            "The account may log in, but may not read the log or the clock.",
            "Give the account the right to search events and to read settings remotely, or use another account."),
    DEVICE_ROLE(
            Level.ADVICE,
            "role",
            "The agent uses an administrator although the terminal can have lesser accounts.",
            "Make an operator on the terminal who may only search events and read settings, and use that."),
    DEVICE_WEAK_PASSWORD(
            Level.ADVICE,
            "strength of the password",
            "The terminal itself says that the password is the factory's, or too simple.",
            "Set a better one on the terminal and in the configuration."),
    DEVICE_FIRMWARE(
            Level.ADVICE,
            "firmware",
            "A weakness of this firmware is publicly known (table of " + FirmwareTable.AS_OF
                    + "). The line names it and the version that mends it.",
            "Install the vendor's newer firmware; until then keep the terminal in a network of its own."),
    DEVICE_CLOCK(
            Level.PROBLEM,
            "clock",
            "The terminal's clock is more than a minute wrong. Events are kept with the time that it prints.",
            "Set the terminal's clock, best by NTP; if it follows a time server, check that it reaches it."),
    DEVICE_ZONE(
            Level.PROBLEM,
            "zone",
            "It is not certain in which zone the terminal's times are: it tells none, or one that does not fit the offset it prints.",
            "Correct the time zone on the terminal, or set 'zone' of this device in the configuration."),
    DEVICE_NTP(
            Level.ADVICE,
            "time server",
            "The terminal's clock is set by hand and drifts.",
            "Switch on NTP on the terminal, with a time server that it reaches."),
    DEVICE_RING(
            Level.PROBLEM,
            "memory",
            "The terminal will soon overwrite events that were not read.",
            "Read it now with 'sync', and more often; see what keeps the agent from reading it."),
    DEVICE_STORAGE(
            Level.ADVICE,
            "keeping of events",
            "The terminal deletes events by itself, also when its memory is not full.",
            "Set its event storage to overwriting ('cycle'), or read it more often than it deletes."),
    DEVICE_GAPS(
            Level.ADVICE,
            "lost events",
            "Events were overwritten or deleted on the terminal before they were read.",
            "Ask the people concerned for the time named, and accept the loss then: 'gaps accept'. Read the terminal more often."),
    DEVICE_LAST_READ(
            Level.PROBLEM,
            "last reading",
            "The terminal was not read to the end for more than a day, or the last attempts failed.",
            "See the other lines of this terminal; 'sync' reads it at once."),
    DEVICE_NEVER_READ(Level.ADVICE, "first reading", "The terminal was never read.", "Run 'sync', or start 'run'."),
    DEVICE_PUSH_MISSING(
            Level.ADVICE,
            "posting to this agent",
            "The agent listens, but the terminal does not post to it. Punches arrive by schedule only.",
            "Run 'webhook install', or enter what 'webhook show' prints under HTTP listening on the terminal."),
    DEVICE_PUSH_NOWHERE(
            Level.PROBLEM,
            "posting to nobody",
            "The terminal posts to itself or to 0.0.0.0. What it posts is lost; passes read it.",
            "Correct the address under HTTP listening on the terminal: it is this computer's address on its network."),
    DEVICE_PUSH_FOREIGN(
            Level.ADVICE,
            "posting to others",
            "Another system gets this terminal's events.",
            "If nobody knows that system, clear that entry under HTTP listening on the terminal; else leave it alone."),
    DEVICE_HTTPS(
            Level.ADVICE,
            "encryption",
            "The password is protected, but people's names and punches travel readable through the network.",
            "The terminal offers HTTPS: write its port and its certificate's fingerprint into 'port' and 'tls' of this device."),
    DEVICE_LEGACY_TLS(
            Level.ADVICE,
            "old TLS",
            "Versions of TLS are offered that current programs have given up.",
            "Remove 'legacyTls' of this device once a newer firmware speaks TLS 1.2."),
    DEVICE_PUBLIC_ADDRESS(
            Level.ADVICE,
            "address",
            "The terminal has an address of the public internet. Terminals there are found and attacked within hours.",
            "Put the terminal behind a router or VPN, with an address of your own network.");

    private final Level level;
    private final int exitCode;
    private final String title;
    private final String meaning;
    private final String remedy;

    Check(Level level, String title, String meaning, String remedy) {
        this(level, ExitCode.INCOMPLETE, title, meaning, remedy);
    }

    Check(Level level, int exitCode, String title, String meaning, String remedy) {
        this.level = level;
        this.exitCode = exitCode;
        this.title = title;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** Returns all of them, in the order of the guide. */
    public static Stream<Check> all() {
        return Stream.of(values());
    }

    /** Returns the name that a machine reads, such as {@code device-clock}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Returns whose it is; the names tell. */
    public Area area() {
        if (name().startsWith("DEVICE_")) {
            return Area.DEVICE;
        }
        return name().startsWith("RECEIVER_") ? Area.RECEIVER : Area.AGENT;
    }

    /** Returns how bad it is if it is not as it should be. */
    public Level level() {
        return level;
    }

    /** Returns how the command exits if it is not as it should be and that is a problem. */
    public int exitCode() {
        return exitCode;
    }

    /** Returns what is looked at, in a few words. */
    public String title() {
        return title;
    }

    /** Returns what it means if it is not as it should be. */
    public String meaning() {
        return meaning;
    }

    /** Returns what to do then. */
    public String remedy() {
        return remedy;
    }

    /** Whose something is. */
    public enum Area {
        /** The agent and its computer. */
        AGENT,
        /** The receiver and the way to it. */
        RECEIVER,
        /** A terminal. */
        DEVICE
    }
}
