package dev.rollcall.isapi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a device that has no record of its own here, such as its capabilities: every value it printed, under its path. XML and
 * JSON look the same. Capabilities are claims: some are untrue, so take them as hints and be ready for {@link
 * IsapiException.Unsupported} (seen on DS-K1A340FWX V1.2.7).
 *
 * @param root local name of the XML root element; empty for JSON
 * @param leaves every value as printed, by paths like {@code DeviceCap.SysCap.isSupportDst} or {@code List.Item[0].id}, in the
 *     order of the document; an attribute stands beside the children of its element
 * @param raw the exact bytes
 */
public record DeviceDocument(String root, Map<String, String> leaves, RawBytes raw) {

    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    public DeviceDocument {
        leaves = Collections.unmodifiableMap(new LinkedHashMap<>(leaves));
    }

    /**
     * What the device says of a yes-or-no field, wherever it stands. Firmware prints true, the text {@code true}, or, in
     * capabilities, {@code true,false} for a field that can be set, which counts as yes.
     *
     * @param name name of the field without its path
     * @return null if it is not told, or told twice with different values
     */
    public @Nullable Boolean flag(String name) {
        Boolean told = null;
        for (String text : texts(name)) {
            boolean yes = Arrays.stream(text.split(",", -1))
                    .anyMatch(part -> part.strip().equalsIgnoreCase("true"));
            if (!yes && !text.strip().equalsIgnoreCase("false")) {
                continue;
            }
            if (told != null && told != yes) {
                return null;
            }
            told = yes;
        }
        return told;
    }

    /**
     * The values a field can take: printed as one text with commas, as a list of texts or as a list of yes and no, all on the same
     * device (seen on DS-K1A340FWX V1.2.7 and DS-K1T342MWX V3.16.1); in XML as an attribute.
     *
     * @param name name of the field without its path
     * @return empty if it is not told
     */
    public List<String> options(String name) {
        List<String> options = new ArrayList<>();
        for (String text : texts(name + ".@opt", name + ".opt")) {
            addParts(text, options);
        }
        if (options.isEmpty()) {
            texts(name).stream()
                    .filter(text ->
                            text.replace(" ", "").toLowerCase(Locale.ROOT).equals("true,false"))
                    .forEach(text -> addParts(text, options));
        }
        return List.copyOf(options);
    }

    /** The largest value, or largest length, that a field can take; null if it is not told. */
    public @Nullable Long largest(String name) {
        return texts(name + ".@max", name + ".max").stream()
                .filter(text -> text.strip().matches("-?\\d{1,18}"))
                .map(text -> Long.valueOf(text.strip()))
                .findFirst()
                .orElse(null);
    }

    /** Only the names of what is known and the size. */
    @Override
    public String toString() {
        return "DeviceDocument[" + root + ", " + leaves.size() + " values]";
    }

    private List<String> texts(String... endings) {
        List<String> texts = new ArrayList<>();
        leaves.forEach((path, text) -> {
            String plain = INDEX.matcher(path).replaceAll("");
            for (String ending : endings) {
                if (plain.equals(ending) || plain.endsWith("." + ending)) {
                    texts.add(text);
                }
            }
        });
        return texts;
    }

    private static void addParts(String text, List<String> options) {
        for (String part : text.split(",", -1)) {
            if (!part.isBlank() && !options.contains(part.strip())) {
                options.add(part.strip());
            }
        }
    }
}
