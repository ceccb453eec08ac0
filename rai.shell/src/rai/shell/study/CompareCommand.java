package rai.shell.study;

import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import rai.api.study.Studies;
import rai.shell.command.Invocation;
import rai.shell.command.ShellCommand;

/** {@code compare}: a report on runs of any origin. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "compare"})
public final class CompareCommand extends ShellCommand {
    private final Studies studies;

    /** @param studies judges runs */
    @Activate
    public CompareCommand(@Reference Studies studies) {
        this.studies = studies;
    }

    @Override
    protected Invocation invocation() {
        return new RunsCompared(studies);
    }
}
