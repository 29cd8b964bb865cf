package dev.signet.deploy;

import static dev.signet.deploy.Resource.stream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings;

/**
 * Environment variables that Signet's pods are given: whether anything reads them. Those of Signet are in its own mappings and
 * in {@code deploy/configuration.md}; those of Quarkus in the models that its extensions ship, as settings of run time.
 * Settings
 * with a name of the operator's own in them, as {@code signet.clients.workload.<cluster>.issuer}, are not looked up.
 */
final class Settings {
    private static final Path DOCUMENT = Path.of("deploy/configuration.md");
    private static final String MODEL = "META-INF/quarkus-config-doc/quarkus-config-model.json";
    private static final Pattern NAME = Pattern.compile("`([a-z0-9.<>-]+)`");
    /** Read by the JVM itself. */
    private static final Set<String> OF_THE_JVM = Set.of("_JAVA_OPTIONS");
    private static final Set<String> QUARKUS = quarkus();
    private static final Set<String> SIGNET = signet();
    private static final Set<String> DOCUMENTED = documented(line -> true);
    private static final Set<String> REQUIRED = documented(line -> line.contains("| required |"));

    private Settings() {
    }

    static Stream<String> nobodyReads(Manifests manifests) {
        return manifests.workloads().filter(Resource::isSignet).flatMap(workload -> namesOf(manifests, workload).stream()
                .filter(name -> !isRead(name)).map(name -> workload + " is told " + name + ", which nothing reads"));
    }

    private static boolean isRead(String name) {
        return OF_THE_JVM.contains(name) || QUARKUS.contains(name) || SIGNET.contains(name) && DOCUMENTED.contains(name);
    }

    /** Also that the pods' ports are those that Signet is told to listen on. */
    static Stream<String> missing(Manifests manifests) {
        return manifests.workloads().filter(Resource::isSignet).flatMap(workload -> Stream.concat(
                REQUIRED.stream().filter(name -> !namesOf(manifests, workload).contains(name))
                        .map(name -> workload + " is not told " + name),
                workload.containers().flatMap(container -> stream(container.path("ports")))
                        .filter(port -> !manifests.setting(portSetting(port)).orElse("")
                                .equals(port.path("containerPort").asText()))
                        .map(port -> workload + " does not listen on " + port)));
    }

    private static String portSetting(JsonNode port) {
        return port.path("name").asText().equals("management") ? "QUARKUS_MANAGEMENT_PORT" : "QUARKUS_HTTP_PORT";
    }

    /** @return the variables that the containers see, from ConfigMaps and by name */
    private static Set<String> namesOf(Manifests manifests, Resource workload) {
        Set<String> names = new TreeSet<>();
        workload.containers().forEach(container -> {
            stream(container.path("env")).forEach(variable -> names.add(variable.path("name").asText()));
            stream(container.path("envFrom")).map(from -> from.at("/configMapRef/name").asText())
                    .flatMap(name -> manifests.find("ConfigMap", name).stream())
                    .forEach(map -> map.at("/data").fieldNames().forEachRemaining(names::add));
        });
        return names;
    }

    private static Set<String> quarkus() {
        try {
            List<URL> models = Collections.list(Settings.class.getClassLoader().getResources(MODEL));
            Set<String> names = new TreeSet<>();
            for (URL model : models) {
                collect(new ObjectMapper().readTree(model), names);
            }
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(JsonNode node, Set<String> names) {
        if (node.path("phase").asText().equals("RUN_TIME")) {
            names.add(node.at("/path/environmentVariable").asText());
        }
        node.forEach(child -> collect(child, names));
    }

    private static Set<String> signet() {
        JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.signet");
        Stream<String> mapped = classes.stream().filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(JavaClass::reflect)
                .flatMap(type -> ConfigMappings.getProperties(
                        ConfigMappings.ConfigClass.configClass(type, type.getAnnotation(ConfigMapping.class).prefix()))
                        .keySet().stream());
        Stream<String> injected = classes.stream().flatMap(type -> type.getConstructors().stream())
                .flatMap(constructor -> constructor.getParameters().stream())
                .filter(parameter -> parameter.isAnnotatedWith(ConfigProperty.class))
                .map(parameter -> parameter.getAnnotationOfType(ConfigProperty.class).name());
        return Stream.concat(mapped, injected).map(Settings::variable).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> documented(java.util.function.Predicate<String> rows) {
        try {
            return Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| `")).filter(rows)
                    .flatMap(line -> namesIn(line.split("\\|")[1])).map(Settings::variable)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A name that begins with a dot stands beside the first one of its row. */
    private static Stream<String> namesIn(String cell) {
        List<String> names = NAME.matcher(cell).results().map(MatchResult::group).map(name -> name.replace("`", "")).toList();
        if (names.get(0).contains("<")) {
            return Stream.empty();
        }
        String stem = names.get(0).substring(0, names.get(0).lastIndexOf('.'));
        return names.stream().map(name -> name.startsWith(".") ? stem + name : name);
    }

    static String variable(String setting) {
        return String.join("_", Arrays.asList(setting.split("[^A-Za-z0-9]"))).toUpperCase(Locale.ROOT);
    }
}
