package rai.shell.console;

/** Somebody wants to leave the shell. */
public final class Exit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;

    public Exit(int code) {
        super("exit " + code, null, false, false);
        this.code = code;
    }

    public int code() {
        return code;
    }
}
