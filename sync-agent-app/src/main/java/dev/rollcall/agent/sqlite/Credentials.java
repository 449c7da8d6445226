package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.isapi.AccountHash;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Turns user and password into a hash that tells them apart and gives neither away. */
final class Credentials {

    private static final String SALT = "latch-salt";
    private static final int SALT_BYTES = 16;

    private Credentials() {}

    /** Returns the salt of this journal; null if it has none yet. */
    static byte @Nullable [] salt(Session session) throws SQLException {
        String known = Meta.get(session, SALT);
        return known == null ? null : HexFormat.of().parseHex(known);
    }

    /** Makes the salt of this journal unless it has one. */
    static void makeSalt(Session session) throws SQLException {
        if (salt(session) == null) {
            byte[] made = new byte[SALT_BYTES];
            new SecureRandom().nextBytes(made);
            Meta.put(session, SALT, HexFormat.of().formatHex(made));
        }
    }

    static String hash(DeviceConfig device, byte[] salt) {
        return AccountHash.of(device.username(), device.password().reveal(), salt);
    }
}
