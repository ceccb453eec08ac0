package rai.shell.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import rai.api.exchange.Destination;
import rai.shell.command.WholeFile;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;

/** Writes a file or a directory under another name, and gives it its name when it is complete. */
final class ExportFile {
    /** Writes it. */
    interface Writing {
        List<String> write(Destination to) throws IOException;
    }

    private ExportFile() {}

    /**
     * @param file where
     * @param replace whether it may take the place of what exists there
     * @return what the writer says
     * @throws Failure if something exists there that is not to be replaced, or it can't be written
     */
    static List<String> write(Path file, boolean replace, Writing writing) {
        try {
            return writeTo(WholeFile.place(file, replace), file.getFileName().toString(), replace, writing);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.FAILED,
                    file + " could not be written: " + Failure.of(e).getMessage());
        }
    }

    private static List<String> writeTo(Path target, String name, boolean replace, Writing writing) throws IOException {
        try (WholeFile file = WholeFile.begin(target)) {
            List<String> notes = writing.write(new Destination(file.partial(), name));
            if (replace) {
                file.replace();
            } else {
                file.add();
            }
            return notes;
        }
    }
}
