package rai.api.array;

/** Whether the JDK's vector API can be used: an incubating module, which is not there by itself. */
public final class VectorApi {
    /** The name of the module, and of its package. */
    public static final String MODULE = "jdk.incubator.vector";

    private VectorApi() {}

    /** @return whether it has been loaded: by the launcher, or since Java was started with {@code --add-modules} */
    public static boolean available() {
        try {
            Class.forName(MODULE + ".FloatVector", false, ClassLoader.getSystemClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
