package dev.rollcall.simulator;

/** An XML document of one level, the only kind these endpoints need. Not thread-safe. */
final class FlatXml {
    private final String root;
    private final StringBuilder elements = new StringBuilder();

    FlatXml(String root) {
        this.root = root;
    }

    FlatXml put(String name, String value) {
        elements.append('<').append(name).append('>').append(escape(value));
        elements.append("</").append(name).append(">\n");
        return this;
    }

    FlatXml put(String name, long value) {
        return put(name, Long.toString(value));
    }

    /** With the namespace and version that terminals print (DS-K1A340FWX V1.2.7, DS-K1T341CMFW V3.3.15). */
    String document() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<" + root
                + " version=\"2.0\" xmlns=\"http://www.isapi.org/ver20/XMLSchema\">\n" + elements + "</" + root + ">\n";
    }

    /** Without namespace and version, as a camera printed its lock. */
    String bareDocument() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<" + root + ">\n" + elements + "</" + root + ">";
    }

    static String escape(String value) {
        return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
