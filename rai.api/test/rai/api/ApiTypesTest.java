package rai.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Who implements the types of the api. The annotations decide which versions of a package a bundle accepts, and what counts as a
 * breaking change; they are in the class files only, where reflection does not see them.
 */
class ApiTypesTest {
    private static final Path CLASSES = Path.of("rai.api/bin");
    private static final List<String> ANNOTATIONS =
            List.of("Lorg/osgi/annotation/versioning/ConsumerType;", "Lorg/osgi/annotation/versioning/ProviderType;");

    @Test
    void everyPublicInterfaceSaysWhetherConsumersOrProvidersImplementIt() throws Exception {
        List<String> silent = new ArrayList<>();
        List<Class<?>> interfaces = interfaces();
        for (Class<?> type : interfaces) {
            String code = Files.readString(file(type), StandardCharsets.ISO_8859_1);
            if (ANNOTATIONS.stream().filter(code::contains).count() != 1) {
                silent.add(type.getName());
            }
        }
        assertThat(interfaces).hasSizeGreaterThan(40);
        assertThat(silent)
                .as("interfaces that are annotated neither with @ConsumerType nor with @ProviderType, or with both")
                .isEmpty();
    }

    private static List<Class<?>> interfaces() throws IOException, ClassNotFoundException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(CLASSES)) {
            files = all.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("package-info.class"))
                    .sorted()
                    .toList();
        }
        List<Class<?>> interfaces = new ArrayList<>();
        for (Path file : files) {
            String name = CLASSES.relativize(file).toString().replace(".class", "");
            Class<?> type = Class.forName(name.replace('/', '.'), false, ApiTypesTest.class.getClassLoader());
            if (type.isInterface() && !type.isAnnotation() && Modifier.isPublic(type.getModifiers())) {
                interfaces.add(type);
            }
        }
        return interfaces;
    }

    private static Path file(Class<?> type) {
        return CLASSES.resolve(type.getName().replace('.', '/') + ".class");
    }
}
