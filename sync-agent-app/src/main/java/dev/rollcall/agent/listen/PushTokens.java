package dev.rollcall.agent.listen;

import dev.rollcall.agent.config.DeviceConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret part of the path that each terminal posts to: a terminal cannot send a header or sign what it sends. Derived from one
 * secret of this agent and the device's name, so that nothing but that secret has to be kept. Safe from any thread.
 */
public final class PushTokens {

    /** Where terminals post, at the receiver as here; a token follows. */
    public static final String PATH = "/api/attendance/webhook/";

    private static final String HMAC = "HmacSHA256";

    private final Map<DeviceConfig, String> tokens = new LinkedHashMap<>();

    /**
     * Creates the tokens.
     *
     * @param secret at least 32 random bytes, in base64url
     */
    public PushTokens(String secret, List<DeviceConfig> devices) {
        byte[] key = Base64.getUrlDecoder().decode(secret);
        devices.forEach(device -> tokens.put(device, token(key, device)));
    }

    /** Returns the secret of a device's path. */
    public String tokenOf(DeviceConfig device) {
        return Objects.requireNonNull(tokens.get(device), "a device that is not configured");
    }

    /** Returns the path that this device is to post to. */
    public String pathOf(DeviceConfig device) {
        return PATH + tokenOf(device);
    }

    /** Returns whose token this is. Takes as long for a wrong one as for a right one. */
    Optional<DeviceConfig> deviceOf(String token) {
        byte[] asked = token.getBytes(StandardCharsets.UTF_8);
        DeviceConfig found = null;
        for (Map.Entry<DeviceConfig, String> known : tokens.entrySet()) {
            if (MessageDigest.isEqual(asked, known.getValue().getBytes(StandardCharsets.UTF_8))) {
                found = known.getKey();
            }
        }
        return Optional.ofNullable(found);
    }

    private static String token(byte[] secret, DeviceConfig device) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            byte[] digest = mac.doFinal(("webhook:" + device.name()).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }
}
