package dev.signet.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The framework takes the English word where a translation lacks one: this test does not. */
class MessagesTest {

    @Test
    void says_in_chinese_what_it_says_in_english() throws IOException {
        List<Class<?>> bundles = bundles();
        assertThat(bundles).isNotEmpty();
        for (Class<?> bundle : bundles) {
            TreeSet<String> words = Stream.of(bundle.getDeclaredMethods()).map(Method::getName)
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(new TreeSet<>(chinese(bundle).stringPropertyNames())).as(bundle.getSimpleName()).isEqualTo(words);
        }
    }

    private static List<Class<?>> bundles() {
        return new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.signet")
                .stream()
                .filter(type -> type.isInterface() && type.getSimpleName().endsWith("Messages")).map(JavaClass::reflect)
                .collect(Collectors.toList());
    }

    private static Properties chinese(Class<?> bundle) throws IOException {
        String name = bundle.getSimpleName().replace("Messages", "").toLowerCase(java.util.Locale.ROOT);
        Properties words = new Properties();
        try (Reader file = new InputStreamReader(
                bundle.getClassLoader().getResourceAsStream("messages/" + name + "_zh.properties"), UTF_8)) {
            words.load(file);
        }
        return words;
    }
}
