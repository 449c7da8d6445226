package dev.rollcall.isapi.person;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A card as the terminal holds it.
 *
 * @param cardNo up to 20 letters, digits and hyphens; case counts, and numbers above 2^63 occur
 * @param employeeNo whose it is; null if nobody's
 * @param cardType for example {@code normalCard}
 * @param leaderCard doors that this card may keep open, numbers with commas
 * @param otherFields every other field, its value as JSON text
 */
public record CardRecord(
        String cardNo,
        @Nullable String employeeNo,
        @Nullable String cardType,
        @Nullable String leaderCard,
        Map<String, String> otherFields) {

    public CardRecord {
        otherFields = Map.copyOf(otherFields);
    }

    static @Nullable CardRecord of(Fields fields) {
        String cardNo = fields.text("cardNo");
        return cardNo == null
                ? null
                : new CardRecord(
                        cardNo,
                        fields.text("employeeNo"),
                        fields.text("cardType"),
                        fields.text("leaderCard"),
                        fields.rest());
    }
}
