package dev.rollcall.receiver;

/** Starts the receiver. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
