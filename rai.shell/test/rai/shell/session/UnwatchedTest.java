package rai.shell.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rai.shell.console.Console;
import rai.shell.console.StandardOutput;

class UnwatchedTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<Integer> exits = new ArrayList<>();

    private void interrupt(String... command) {
        StandardOutput output = new StandardOutput(out);
        StandardOutput errors = new StandardOutput(err);
        Console console = new Console(new PrintStream(output, true), new PrintStream(errors, true), false);
        try (Unwatched unwatched = new Unwatched(List.of(command), console, List.of(output, errors), exits::add)) {
            unwatched.interrupted();
            console.say("unknown dataset 'moons'"); // its bundle has been stopped in the meantime
        }
    }

    @Test
    void anInterruptedCommandSaysSoAndNothingElse() {
        interrupt("train", "--data", "moons");
        assertThat(err.toString().strip()).isEqualTo("rai: interrupted");
        assertThat(out.toString()).isEmpty();
        assertThat(exits).containsExactly(130);
    }

    @Test
    void withJsonItIsTheErrorOfTheDocument() {
        interrupt("train", "--data", "moons", "--json");
        assertThat(JsonParser.parseString(out.toString()))
                .isEqualTo(JsonParser.parseString(
                        "{'error': {'kind': 'interrupted', 'exit_code': 130, 'message': 'interrupted'}}"));
    }
}
