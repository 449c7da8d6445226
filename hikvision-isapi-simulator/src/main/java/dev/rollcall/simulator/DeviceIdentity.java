package dev.rollcall.simulator;

/**
 * Who the device says it is.
 *
 * @param build release date of the firmware, {@code yymmdd}
 */
record DeviceIdentity(String model, String shortSerial, String firmware, String build, String mac) {

    DeviceIdentity {
        if (!shortSerial.matches("[A-Z0-9]{9}")) {
            throw new IllegalArgumentException(
                    "shortSerial must be nine characters A-Z or 0-9, got \"" + shortSerial + "\"");
        } else if (!firmware.matches("V\\d{1,2}(\\.\\d{1,2})*")) {
            throw new IllegalArgumentException("firmware must look like V4.48.40, got \"" + firmware + "\"");
        }
    }

    /** The same device with other firmware. */
    DeviceIdentity upgradedTo(FirmwareProfile profile) {
        return new DeviceIdentity(model, shortSerial, profile.firmware(), profile.build(), mac);
    }

    /** Model, build date, firmware and language before the short serial: DS-K1A340FWX 20240102 V010207 EN J59360966. */
    String longSerial() {
        StringBuilder version = new StringBuilder("V");
        for (String part : firmware.substring(1).split("\\.", -1)) {
            version.append(part.length() < 2 ? "0" : "").append(part);
        }
        return model + "20" + build + version + "EN" + shortSerial;
    }
}
