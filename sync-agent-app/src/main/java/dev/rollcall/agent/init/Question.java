package dev.rollcall.agent.init;

/** What a configuration cannot do without. */
enum Question {
    NAME("devices[0].name", "--device-name NAME", "What do you call the terminal", "front-door"),
    HOST("devices[0].host", "--device-host HOST", "Its address (IP address or name, :port if it is not 80)", ""),
    USER("devices[0].username", "--device-user USER", "Its account", "admin"),
    PASSWORD("devices[0].password", "--device-password-file FILE", "The password of that account", ""),
    URL("receiver.url", "--receiver-url URL", "The receiver's address", ""),
    TOKEN("receiver.token", "--receiver-token-file FILE", "The token that 'token add --role agent' printed there", "");

    private final String key;
    private final String option;
    private final String text;
    private final String proposed;

    Question(String key, String option, String text, String proposed) {
        this.key = key;
        this.option = option;
        this.text = text;
        this.proposed = proposed;
    }

    String key() {
        return key;
    }

    /** How it is answered where nobody is asked. */
    String option() {
        return option;
    }

    String text() {
        return text;
    }

    String proposed() {
        return proposed;
    }

    boolean isSecret() {
        return this == PASSWORD || this == TOKEN;
    }
}
