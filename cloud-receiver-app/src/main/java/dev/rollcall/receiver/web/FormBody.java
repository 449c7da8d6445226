package dev.rollcall.receiver.web;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of a form that a browser sends. Those of this receiver are small. */
final class FormBody {

    private static final int MOST = 64 * 1024;

    private FormBody() {}

    static boolean isForm(@Nullable String contentType) {
        return contentType != null
                && contentType.strip().toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    /** Returns the fields of the body behind those of the address. */
    static Map<String, String[]> read(InputStream body, Map<String, String[]> query) throws IOException {
        byte[] bytes = body.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw new ProblemException(Problems.formTooLarge(MOST));
        }
        Map<String, String[]> all = new LinkedHashMap<>(query);
        for (String pair : Splitter.on('&').omitEmptyStrings().split(new String(bytes, StandardCharsets.UTF_8))) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            add(all, decoded(name), equals < 0 ? "" : pair.substring(equals + 1));
        }
        return Collections.unmodifiableMap(all);
    }

    private static void add(Map<String, String[]> all, String name, String encoded) {
        all.merge(name, new String[] {decoded(encoded)}, (before, added) -> {
            String[] both = new String[before.length + 1];
            System.arraycopy(before, 0, both, 0, before.length);
            both[before.length] = added[0];
            return both;
        });
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw new ProblemException(Problems.malformedBody("The form is not encoded as forms are."));
        }
    }
}
