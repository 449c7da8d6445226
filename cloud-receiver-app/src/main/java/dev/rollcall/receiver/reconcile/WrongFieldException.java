package dev.rollcall.receiver.reconcile;

/** A message has a field that makes no sense, or lacks it. The sender's fault; sending it again as it is will not help. */
public final class WrongFieldException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;

    WrongFieldException(String field, String reason) {
        super(reason);
        this.field = field;
    }

    /** Returns where it is, for example {@code proofs[].covered}. */
    public String field() {
        return field;
    }
}
