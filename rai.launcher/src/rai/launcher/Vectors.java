package rai.launcher;

import java.lang.reflect.InvocationTargetException;

/**
 * Loads the JDK's vector API, an incubating module, after Java has started. If Java loads it because of
 * {@code --add-modules}, Java prints a warning on stderr that nothing can suppress; loaded in this way, which is how the JDK
 * itself loads its management agent, it is the same module with the same speed, and nothing is printed.
 *
 * <p>This uses an internal class of the JDK: the manifest of this jar exports its package. Java versions
 * that have not been tried get {@code --add-modules} from the script {@code rai} instead.
 */
final class Vectors {
    static final String MODULE = "jdk.incubator.vector";
    /** System property: {@code true} if the module is wanted. */
    static final String WANTED = "rai.vectors";

    private Vectors() {}

    /** @return whether the module was loaded here, so that the framework does not see it by itself */
    static boolean load() {
        if (!Boolean.getBoolean(WANTED) || ModuleLayer.boot().findModule(MODULE).isPresent()) return false;
        try {
            Class.forName("jdk.internal.module.Modules")
                    .getMethod("loadModule", String.class)
                    .invoke(null, MODULE);
            return true;
        } catch (ReflectiveOperationException | LinkageError e) {
            Throwable cause = e instanceof InvocationTargetException ? e.getCause() : e;
            Main.say("the vector API of this Java could not be loaded, so that training is slower ("
                    + Main.message(cause) + "): RAI_JAVA_OPTS=--add-modules=" + MODULE + " loads it in another way");
            return false;
        }
    }
}
