package dev.rollcall.isapi.notification;

/** Whether the address of another system may be overwritten. That system then gets no events any more. */
public enum ReplaceForeign {
    /** Never: a device whose slots are all taken is refused. */
    NEVER,
    /** A person has agreed: the slot that was named may be overwritten, or the only one of a device that has just one. */
    AGREED
}
