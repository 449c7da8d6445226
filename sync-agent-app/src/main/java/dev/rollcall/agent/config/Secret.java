package dev.rollcall.agent.config;

/** A text that is shown to nobody. Only {@link #reveal()} gives it away. */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /** Returns the secret of this text. */
    public static Secret of(String text) {
        return new Secret(text);
    }

    /** Returns the text, for the one place that presents it. */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
