package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.IntFunction;

/**
 * Numbered configuration documents below one path, each as {@link StoredJson}; a number the device does not have is
 * answered with 404 (DS-K1A340FWX V1.2.7 for attendance key 7).
 */
final class NumberedJson implements Endpoint {
    private final String parent;
    private final String suffix;
    private final String root;
    private final int count;
    private final SimulatedDevice device;
    private final FirmwareProfile profile;
    private final IntFunction<ObjectNode> factory;

    private NumberedJson(Builder builder, IntFunction<ObjectNode> factory) {
        this.parent = builder.parent;
        this.suffix = builder.suffix;
        this.root = builder.root;
        this.count = builder.count;
        this.device = builder.device;
        this.profile = builder.profile;
        this.factory = factory;
    }

    @Override
    public String path() {
        return parent + BELOW;
    }

    @Override
    public Answer answer(Request request) {
        String below = request.path().substring(parent.length() + 1);
        String number = below.endsWith(suffix) ? below.substring(0, below.length() - suffix.length()) : "";
        if (!number.matches("[1-9]\\d{0,3}") || Integer.parseInt(number) > count) {
            return Refusal.notSupport(404).json();
        }
        return one(Integer.parseInt(number)).answer(request);
    }

    private StoredJson one(int number) {
        return new StoredJson(parent + "/" + number + suffix, root, device, profile, () -> factory.apply(number));
    }

    /** The document of a number as it stands now. */
    ObjectNode document(int number) {
        return device.documents().json(parent + "/" + number + suffix, factory.apply(number));
    }

    int count() {
        return count;
    }

    /** Where the documents stand and how many there are. */
    record Builder(
            String parent, String suffix, String root, int count, SimulatedDevice device, FirmwareProfile profile) {
        Builder(String parent, String root, int count, SimulatedDevice device, FirmwareProfile profile) {
            this(parent, "", root, count, device, profile);
        }

        NumberedJson build(IntFunction<ObjectNode> factory) {
            return new NumberedJson(this, factory);
        }
    }
}
