package rai.shell.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.felix.service.command.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import rai.api.catalog.Kind;
import rai.api.check.Checks;
import rai.api.check.Verdict;
import rai.api.check.Verdict.Outcome;
import rai.api.spec.Spec;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.console.ExitCode;
import rai.shell.console.Failure;
import rai.shell.text.Json;

/** {@code check}: whether a service keeps what the api asks of its kind. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "check"})
public final class CheckCommand extends ShellCommand {
    private final Checks checks;

    /** @param checks runs the contract of a kind */
    @Activate
    public CheckCommand(@Reference Checks checks) {
        this.checks = checks;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    @Command(
            name = "check",
            description =
                    "Check a service against the contract of its kind: correct derivatives, limits, threads and so on.",
            footer = "The exit code is 1 if a check fails.")
    private final class Use extends DataInvocation {
        @Parameters(
                index = "0",
                paramLabel = Labels.KIND,
                description = "The kind of service: activation, loss, optimizer and so on.")
        String kind;

        @Parameters(
                index = "1",
                paramLabel = Labels.SPEC,
                description = "A name, or a spec with settings: leaky-relu(slope=0.2).")
        String spec;

        @Override
        protected void run(Console console) {
            Kind of = Kind.of(kind);
            List<Verdict> verdicts = checks.check(of, Spec.parse(spec), verdict -> {
                if (!json) {
                    console.out().println(line(verdict));
                    console.out().flush();
                }
            });
            boolean failed = count(verdicts, Outcome.FAILED) > 0;
            if (!json) {
                console.out().println();
                console.out()
                        .println(count(verdicts, Outcome.OK) + " ok, " + count(verdicts, Outcome.FAILED) + " failed, "
                                + count(verdicts, Outcome.SKIPPED) + " skipped");
            } else if (!failed) {
                console.out().println(Json.text(document(of, verdicts)));
            }
            console.out().flush();
            if (failed) {
                throw new Failure(
                                ExitCode.FAILED,
                                "the " + of.word() + " " + spec + " fails " + count(verdicts, Outcome.FAILED) + " of "
                                        + verdicts.size() + " checks")
                        .with(document(of, verdicts));
            }
        }

        private Map<String, Object> document(Kind of, List<Verdict> verdicts) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("kind", of.word());
            document.put("spec", spec);
            for (Outcome outcome : Outcome.values()) {
                document.put(word(outcome), count(verdicts, outcome));
            }
            List<Map<String, Object>> all = new ArrayList<>();
            for (Verdict verdict : verdicts) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("check", verdict.check());
                one.put("outcome", word(verdict.outcome()));
                one.put("remark", verdict.remark());
                all.add(one);
            }
            document.put("checks", all);
            return document;
        }

        /** What went wrong must catch the eye. */
        private static String line(Verdict verdict) {
            String outcome = verdict.outcome() == Outcome.FAILED ? "FAIL" : word(verdict.outcome());
            return String.format(
                    Locale.ROOT,
                    "%-8s %s%s",
                    outcome,
                    verdict.check(),
                    verdict.remark().isEmpty() ? "" : ": " + verdict.remark());
        }

        private static String word(Outcome outcome) {
            return outcome.name().toLowerCase(Locale.ROOT);
        }

        private static long count(List<Verdict> verdicts, Outcome outcome) {
            return verdicts.stream()
                    .filter(verdict -> verdict.outcome() == outcome)
                    .count();
        }
    }
}
