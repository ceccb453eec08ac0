package rai.shell.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A stream of the process, which remembers that something could not be written: a {@link java.io.PrintStream} on top of it
 * says only that, and not why.
 */
public final class StandardOutput extends OutputStream {
    private final OutputStream to;
    private volatile IOException failure;
    private volatile boolean mute;

    public StandardOutput(FileDescriptor descriptor) {
        this(new FileOutputStream(descriptor));
    }

    /** @param to where everything is written */
    public StandardOutput(OutputStream to) {
        this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        if (mute) {
            return;
        }
        try {
            to.write(bytes, from, count);
        } catch (IOException e) {
            failure = failure == null ? e : failure;
            throw e;
        }
    }

    /** Whatever is written from now on is dropped. */
    public void mute() {
        mute = true;
    }

    /** @return why the command fails though it has done its work; empty if all that was written has arrived */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure).map(e -> {
            String reason = String.valueOf(e.getMessage());
            return reason.contains("Broken pipe")
                    ? new Failure(ExitCode.PIPE_CLOSED, "nobody reads the output any more")
                    : new Failure(ExitCode.FAILED, "the output could not be written: " + reason);
        });
    }
}
