package rai.shell.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a command ends: the exit code of the process, and the kind of an error in JSON. */
public enum ExitCode {
    DONE(0, "done"),
    FAILED(1, "a run, a service, a check or the system failed, or the output could not be written"),
    USAGE(2, "the command line, a spec or a file of settings is wrong, or names something that does not exist"),
    DATA(3, "data can't be read, or do not fit"),
    DIVERGED(4, "a training met NaN or infinity; it keeps its last good state"),
    INTERRUPTED(130, "interrupted by Ctrl-C"),
    /** What the system's shell reports of a program that writes to a pipe nobody reads. */
    PIPE_CLOSED(141, "whoever read the output has closed it, as head does");

    private final int code;
    private final String about;

    ExitCode(int code, String about) {
        this.code = code;
        this.about = about;
    }

    /** @return the exit code of the process */
    public int code() {
        return code;
    }

    /** @return the kind of an error in JSON */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return what the code means */
    public String about() {
        return about;
    }

    /** @return a line per code */
    public static List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (ExitCode exit : values()) {
            lines.add(String.format(Locale.ROOT, "%3d  %-12s %s", exit.code, exit.word(), exit.about));
        }
        return lines;
    }
}
