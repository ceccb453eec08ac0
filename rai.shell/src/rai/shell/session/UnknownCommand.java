package rai.shell.session;

import java.util.List;
import java.util.Set;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.osgi.framework.BundleContext;
import rai.api.spec.Words;
import rai.shell.command.Commands;
import rai.shell.command.DataInvocation;
import rai.shell.console.Failure;
import rai.shell.text.Json;

/**
 * Answers for any command that is not there; Gogo calls it by its name {@value Commands#UNKNOWN}. The beginning of a name is
 * enough if only one command begins so.
 */
final class UnknownCommand implements Function {
    private static final String EXPORT =
            "unknown command 'export': the directory of a run is open to other programs as it is (arrays in"
                    + " checkpoint/ for numpy.load, history.csv, run.json), and publish makes a bundle of an activation"
                    + " that it has learnt";

    /** What other programs call a study. */
    private static final Set<String> STUDIES =
            Set.of("sweep", "grid", "search", "grid-search", "tune", "hyperopt", "experiment", "multirun");

    private final Commands commands;

    /** @param context the bundle's context */
    UnknownCommand(BundleContext context) {
        commands = new Commands(context);
    }

    @Override
    public Object execute(CommandSession session, List<Object> words) throws Exception {
        String name = Commands.plain(String.valueOf(words.get(0)));
        List<String> meant = name.isEmpty()
                ? List.of()
                : commands.all().keySet().stream()
                        .filter(known -> known.startsWith(name))
                        .toList();
        if (meant.size() == 1) {
            return OneCommand.find(session, meant.get(0)).execute(session, words.subList(1, words.size()));
        }
        Failure failure = meant.isEmpty()
                ? unknown(name)
                : new Failure("'" + name + "' is the beginning of several commands: " + String.join(", ", meant));
        if (words.contains(DataInvocation.JSON)) {
            System.out.println(Json.text(failure.asMap()));
        }
        throw failure;
    }

    private Failure unknown(String name) {
        if (STUDIES.contains(name) && commands.all().containsKey("study")) {
            return new Failure("unknown command '" + name
                    + "': study run trains whatever a study file combines and compares; help study lists what"
                    + " else there is");
        }
        return name.equals("export")
                ? new Failure(EXPORT)
                : Failure.of(Words.unknown("command", name, commands.all().keySet(), "help"));
    }
}
