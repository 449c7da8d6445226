/** A human-resources system that knows nothing of Rollcall but its client. */
module org.example.hr {
    requires dev.rollcall.isapi;

    exports org.example.hr;
}
