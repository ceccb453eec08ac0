package rai.embedded;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.threadio.ThreadIO;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Commands of {@code ./rai}, with what they print as the answer. */
@Component(service = CommandLine.class)
public final class CommandLine {
    /** Session variable: the process continues after a command. */
    private static final String LASTING = ".rai.lasting";

    private final CommandProcessor processor;
    private final ThreadIO streams;

    /**
     * @param processor knows the commands
     * @param streams redirects what a thread prints
     */
    @Activate
    public CommandLine(@Reference CommandProcessor processor, @Reference ThreadIO streams) {
        this.processor = processor;
        this.streams = streams;
    }

    /** @return {@code out} and {@code err}: what the command has printed */
    Map<String, Object> run(List<String> words) throws Exception {
        if (words.isEmpty()) {
            throw new IllegalArgumentException("no command is named; the command help lists all");
        }
        InputStream in = InputStream.nullInputStream();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (CommandSession session = processor.createSession(in, out, err);
                PrintStream toOut = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream toErr = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            session.put(LASTING, true);
            if (!(session.get("rai:" + words.get(0)) instanceof Function command)) {
                throw new IllegalArgumentException(
                        "there is no command '" + words.get(0) + "'; the command help lists all");
            }
            streams.setStreams(in, toOut, toErr);
            try {
                command.execute(session, new ArrayList<>(words.subList(1, words.size())));
            } finally {
                streams.close();
            }
        }
        Map<String, Object> printed = new LinkedHashMap<>();
        printed.put("out", out.toString(StandardCharsets.UTF_8));
        printed.put("err", err.toString(StandardCharsets.UTF_8));
        return printed;
    }
}
