package rai.shell.command;

import picocli.CommandLine.Option;

/** A use of a command that yields data. */
public abstract class DataInvocation extends Invocation {
    @Option(names = "--json", order = 999, description = "Print one JSON document on stdout, and nothing else.")
    protected boolean json;
}
