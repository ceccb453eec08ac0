package rai.shell.command;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rai.shell.console.Console;

/** One use of a command: its fields take the options, then it runs. */
@Command(
        sortOptions = false,
        usageHelpWidth = 100,
        usageHelpAutoWidth = true,
        synopsisHeading = "usage: ",
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%n",
        commandListHeading = "%n",
        footerHeading = "%n")
public abstract class Invocation {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 1000,
            description = "Show this help.")
    boolean help;

    /** The command line as it can be typed again. */
    protected String typed = "";

    protected abstract void run(Console console) throws IOException, InterruptedException;
}
