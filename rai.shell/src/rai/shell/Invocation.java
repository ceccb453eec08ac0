package rai.shell;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
abstract class Invocation {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            order = 1000,
            description = "Show this help.")
    boolean help;

    /** The command line as it can be typed again. */
    String typed = "";

    abstract void run(Console console) throws IOException, InterruptedException;
}
