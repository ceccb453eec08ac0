package rai.itest;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Commands on tables that a test brings as files. */
abstract class TableCommands {
    static Shell shell;

    @TempDir
    Path temp;

    @BeforeAll
    static void open() throws Exception {
        shell = new Shell();
    }

    @AfterAll
    static void close() throws Exception {
        shell.close();
    }

    /** Writes a file, and returns its path. */
    String file(String name, Iterable<String> lines) throws IOException {
        return Files.write(temp.resolve(name), lines).toString();
    }

    /** Where a run or a file is to be. */
    String place(String name) {
        return temp.resolve(name).toString();
    }

    /** Runs a command with {@code --json}. */
    JsonObject json(String command, String... words) throws Exception {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = "--json";
        return shell.run(command, all).json().getAsJsonObject();
    }
}
