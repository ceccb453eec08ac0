package rai.shell.command;

import picocli.CommandLine.Option;

/** A use of a command that yields data. */
public abstract class DataInvocation extends Invocation {
    /** The option that all of them have. */
    public static final String JSON = "--json";

    @Option(names = JSON, order = 999, description = "Print one JSON document on stdout, and nothing else.")
    protected boolean json;
}
