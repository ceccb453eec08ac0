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
import rai.api.activation.Activation;
import rai.api.activation.NormalMoments;
import rai.api.activation.Quadrature;
import rai.api.catalog.Catalog;
import rai.api.spec.Spec;
import rai.shell.command.DataInvocation;
import rai.shell.command.Invocation;
import rai.shell.command.Labels;
import rai.shell.command.ShellCommand;
import rai.shell.console.Console;
import rai.shell.text.Json;
import rai.shell.text.Numbers;
import rai.shell.text.Table;

/** {@code gain}: what activations do to normal pre-activations, and the factor of the weights that makes up for it. */
@Component(
        service = Function.class,
        property = {ShellCommand.SCOPE, ShellCommand.NAME + "gain"})
public final class GainCommand extends ShellCommand {
    private final Catalog catalog;
    private final Quadrature quadrature;

    /**
     * @param catalog knows the activations
     * @param quadrature integrates them
     */
    @Activate
    public GainCommand(@Reference Catalog catalog, @Reference Quadrature quadrature) {
        this.catalog = catalog;
        this.quadrature = quadrature;
    }

    @Override
    protected Invocation invocation() {
        return new Use();
    }

    private record Gained(Spec spec, NormalMoments moments) {}

    @Command(
            name = "gain",
            description = "Print the gains and moments of activations at pre-activations u from N(0, 1).",
            footer = {
                "forward   1 / sqrt(E[act(u)^2]): weights of variance forward^2 / fan-in keep the scale of signals",
                "backward  1 / sqrt(E[act'(u)^2]): those of variance backward^2 / fan-out keep that of gradients",
                "NaN       the integral does not exist",
                "",
                "kaiming(activation=tanh) computes it itself; xavier and orthogonal take a number: xavier(gain=1.6)."
            })
    private final class Use extends DataInvocation {
        @Parameters(
                arity = "1..*",
                paramLabel = Labels.ACTIVATION,
                description = "A name, or a spec with settings: leaky-relu(slope=0.2).")
        List<String> activations = new ArrayList<>();

        @Override
        protected void run(Console console) {
            List<Gained> all = activations.stream().map(this::gained).toList();
            if (json) {
                console.out()
                        .println(Json.text(
                                all.stream().map(GainCommand::document).toList()));
                return;
            }
            Table table = new Table(List.of("activation", "forward", "backward", "E[act]", "E[act^2]", "E[act'^2]"));
            all.forEach(one -> table.row(
                    one.spec.toString(),
                    text(one.moments.forwardGain()),
                    text(one.moments.backwardGain()),
                    text(one.moments.mean()),
                    text(one.moments.secondMoment()),
                    text(one.moments.slopeSecondMoment())));
            console.print(table);
        }

        private Gained gained(String text) {
            var found = catalog.resolve(Activation.class, Spec.parse(text));
            return new Gained(found.spec(), quadrature.moments(found.service()));
        }
    }

    /** Six decimals, and fewer significant digits if those are not enough. */
    private static String text(double value) {
        double size = Math.abs(value);
        return size == 0 || size >= 1e-4 && size < 1e6
                ? String.format(Locale.ROOT, "%.6f", value)
                : Numbers.text(value);
    }

    private static Map<String, Object> document(Gained one) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("activation", one.spec.toString());
        map.put("forward_gain", one.moments.forwardGain());
        map.put("backward_gain", one.moments.backwardGain());
        map.put("mean", one.moments.mean());
        map.put("second_moment", one.moments.secondMoment());
        map.put("slope_second_moment", one.moments.slopeSecondMoment());
        return map;
    }
}
