package rai.shell.testing;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.felix.service.command.CommandSession;

/** A session with variables. */
public final class FakeSession {
    private FakeSession() {}

    public static CommandSession with(Map<String, Object> variables) {
        return (CommandSession) Proxy.newProxyInstance(
                CommandSession.class.getClassLoader(),
                new Class<?>[] {CommandSession.class},
                (self, method, arguments) -> method.getName().equals("get") ? variables.get(arguments[0]) : null);
    }
}
