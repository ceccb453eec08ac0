package rai.publish.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import rai.api.activation.Activation;
import rai.api.catalog.Catalog;
import rai.api.catalog.Kind;
import rai.api.spec.Named;
import rai.published.PublishedActivation;

/**
 * A bundle that provides one activation: the classes and headers of a template, a component, which names what the
 * activation is made of, and its numbers as {@code .npy} files.
 *
 * @param name what the activation is called
 * @param version the version of the bundle
 * @param tiled whether it has loops over Java arrays
 * @param properties texts of its component, as {@link PublishedActivation} names them
 * @param parameters what was learnt
 * @param state what was gathered while learning
 * @param samples arguments and values, by which it knows whether it still is what it was
 * @param needs the services it is made of
 * @param headers where it comes from
 */
record PublishedBundle(
        String name,
        Version version,
        boolean tiled,
        Map<String, String> properties,
        Map<String, INDArray> parameters,
        Map<String, INDArray> state,
        INDArray samples,
        Set<Need> needs,
        Map<String, String> headers) {
    private static final String SERVICE_COMPONENT = "Service-Component";
    private static final String CLASS = "rai.published.PublishedActivation";
    private static final String TILED = "rai.published.PublishedTiledActivation";

    /**
     * A service that another is made of.
     *
     * @param kind the interface of its kind
     * @param name its name
     * @param type the interface that it is registered as, which may extend that of its kind
     * @param provider who provides it now
     */
    record Need(Class<?> kind, String name, String type, Catalog.Provider provider) {
        @Override
        public String toString() {
            return Kind.of(kind).word() + " " + name + " of " + provider;
        }

        private String target() {
            return "(" + Named.PROPERTY + "=" + name + ")";
        }

        private String requirement() {
            return "osgi.service;filter:=\"(&(" + Constants.OBJECTCLASS + "=" + type + ")" + target()
                    + ")\";effective:=active";
        }
    }

    /** What the symbolic name of each published bundle begins with. */
    static final String PREFIX = "published.";

    String symbolicName() {
        return PREFIX + name;
    }

    /** The template as this bundle carries it. */
    static InputStream template() throws IOException {
        InputStream in = PublishedBundle.class.getResourceAsStream("published.jar");
        if (in == null) {
            throw new IOException("the template published.jar is missing in this bundle");
        }
        return in;
    }

    /**
     * Writes the jar: whole, or not at all.
     *
     * @param template a jar with the classes and headers
     * @param file where
     * @param replace whether it may take the place of a file
     */
    void write(InputStream template, Path file, boolean replace) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path partial = folder.resolve("." + UUID.randomUUID() + ".incoming.txt"); // file install passes over it
        try {
            try (FileChannel channel =
                            FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    JarInputStream in = new JarInputStream(template)) {
                JarOutputStream jar =
                        new JarOutputStream(Channels.newOutputStream(channel), manifest(in.getManifest()));
                for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
                    if (!entry.isDirectory()) {
                        jar.putNextEntry(new JarEntry(entry.getName()));
                        in.transferTo(jar);
                    }
                }
                put(jar, component(), componentXml().getBytes(StandardCharsets.UTF_8));
                arrays(jar);
                jar.finish();
                channel.force(true);
            }
            if (replace) {
                Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(partial, file);
            }
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private String component() {
        return "OSGI-INF/" + symbolicName() + ".xml";
    }

    private Manifest manifest(Manifest template) {
        Manifest manifest = new Manifest(template);
        Attributes main = manifest.getMainAttributes();
        main.putValue(Constants.BUNDLE_SYMBOLICNAME, symbolicName());
        main.putValue(Constants.BUNDLE_NAME, name);
        main.putValue(Constants.BUNDLE_VERSION, version.toString());
        main.putValue(Constants.BUNDLE_DESCRIPTION, properties.get(PublishedActivation.ABOUT));
        main.putValue(SERVICE_COMPONENT, component());
        String requirements = needs.stream().map(Need::requirement).collect(Collectors.joining(","));
        main.merge(new Attributes.Name(Constants.REQUIRE_CAPABILITY), requirements, (own, more) -> own + "," + more);
        headers.forEach(main::putValue);
        return manifest;
    }

    private void arrays(JarOutputStream jar) throws IOException {
        Map<String, INDArray> all = new LinkedHashMap<>();
        parameters.forEach((key, array) -> all.put(PublishedActivation.PARAMETERS + "/" + key, array));
        state.forEach((key, array) -> all.put(PublishedActivation.STATE + "/" + key, array));
        all.put(PublishedActivation.SAMPLES, samples);
        for (var array : all.entrySet()) {
            put(jar, PublishedActivation.FOLDER + array.getKey() + ".npy", Nd4j.toNpyByteArray(array.getValue()));
        }
    }

    private static void put(JarOutputStream jar, String entry, byte[] content) throws IOException {
        jar.putNextEntry(new JarEntry(entry));
        jar.write(content);
        jar.closeEntry();
    }

    /** One service that there is as long as those are there which it is made of. */
    private String componentXml() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<scr:component xmlns:scr=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"" + symbolicName()
                + "\" activate=\"activate\">\n");
        Map<String, String> all = new LinkedHashMap<>(Map.of(Named.PROPERTY, name));
        all.putAll(properties);
        all.forEach((key, value) -> xml.append("  <property name=\"")
                .append(key)
                .append("\" value=\"")
                .append(escaped(value))
                .append("\"/>\n"));
        list(xml, PublishedActivation.PARAMETERS, parameters.keySet());
        list(xml, PublishedActivation.STATE, state.keySet());
        xml.append("  <service>\n    <provide interface=\"")
                .append(Activation.class.getName())
                .append("\"/>\n  </service>\n");
        for (Need need : needs) {
            xml.append("  <reference name=\"")
                    .append(escaped(String.format(
                            PublishedActivation.REFERENCE, need.kind().getSimpleName(), need.name())))
                    .append("\" interface=\"")
                    .append(need.type())
                    .append("\" target=\"")
                    .append(escaped(need.target()))
                    .append("\" policy-option=\"greedy\"/>\n");
        }
        xml.append("  <implementation class=\"").append(tiled ? TILED : CLASS).append("\"/>\n</scr:component>\n");
        return xml.toString();
    }

    private static void list(StringBuilder xml, String property, Set<String> values) {
        if (!values.isEmpty()) {
            xml.append("  <property name=\"").append(property).append("\">\n");
            values.forEach(value -> xml.append("    ").append(escaped(value)).append('\n'));
            xml.append("  </property>\n");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\n", "&#10;");
    }
}
