package rai.api.array;

/** Whether the JDK's vector API can be used: an incubating module, which must be named when Java is started. */
public final class VectorApi {
    /** The name of the module, and of its package. */
    public static final String MODULE = "jdk.incubator.vector";

    private VectorApi() {}

    /** @return whether Java was started with {@code --add-modules jdk.incubator.vector} */
    public static boolean available() {
        return ModuleLayer.boot().findModule(MODULE).isPresent();
    }
}
