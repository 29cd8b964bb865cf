package dev.signet.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The overlays as they ship, and what else an installation may put together of base and components. */
final class Renderings {
    static final String EVERYTHING = "prod with the migration job";
    private static final Path K8S = Path.of("deploy/k8s");
    private static final Path COMBINATIONS = Path.of("target/k8s");
    private static final List<String> STORES_ELSEWHERE = List.of(
            "QUARKUS_DATASOURCE_REACTIVE_URL=postgresql://db.example.com:5432/signet",
            "QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://db.example.com:5432/signet",
            "QUARKUS_REDIS_HOSTS=rediss://redis.example.com:6379");
    private static final Map<String, Manifests> RENDERED = new ConcurrentHashMap<>();

    private Renderings() {
    }

    static Stream<String> names() {
        return Stream.of("dev", "prod", EVERYTHING, "dev with the migration job", "stores elsewhere",
                "stores elsewhere, every other component", "Redis alone", "CloudNativePG alone");
    }

    static Manifests of(String name) {
        return RENDERED.computeIfAbsent(name, unused -> Manifests.read(Kustomize.render(folder(name))));
    }

    private static Path folder(String name) {
        return switch (name) {
            case "dev", "prod" -> K8S.resolve("overlays").resolve(name);
            case EVERYTHING -> withMigrationJob("prod");
            case "dev with the migration job" -> withMigrationJob("dev");
            case "stores elsewhere" -> combine(name, List.of(), STORES_ELSEWHERE);
            case "stores elsewhere, every other component" -> combine(name,
                    List.of("ingress", "network-policy", "monitoring", "migration-job"),
                    Stream.concat(STORES_ELSEWHERE.stream(), Stream.of("SIGNET_HTTP_TRUSTED_PROXIES=10.0.0.0/8")).toList());
            case "Redis alone" -> combine(name, List.of("redis", "network-policy"), STORES_ELSEWHERE.subList(0, 2));
            case "CloudNativePG alone" -> combine(name, List.of("cloudnative-pg", "network-policy"),
                    STORES_ELSEWHERE.subList(2, 3));
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** The overlay with one more line among its components. */
    private static Path withMigrationJob(String overlay) {
        try {
            Path folder = Files.createDirectories(COMBINATIONS.resolve(overlay + "-migration-job"));
            try (Stream<Path> files = Files.list(K8S.resolve("overlays").resolve(overlay))) {
                for (Path file : files.toList()) {
                    Files.writeString(folder.resolve(file.getFileName()), Files.readString(file)
                            .replace("\ncomponents:\n", "\ncomponents:\n  - ../../components/migration-job\n")
                            .replace("- ../../", "- ../../../deploy/k8s/"));
                }
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An overlay whose author wrote what an overlay has to say, and no more. */
    private static Path combine(String name, List<String> components, List<String> settings) {
        try {
            Path folder = Files.createDirectories(COMBINATIONS.resolve(name.replaceAll("\\W+", "-")));
            StringBuilder text = new StringBuilder("resources: [../../../deploy/k8s/base]\ncomponents:\n");
            components.forEach(component -> text.append("  - ../../../deploy/k8s/components/").append(component).append('\n'));
            text.append("images: [{name: signet, newTag: 0.1.0}]\nconfigMapGenerator:\n  - name: signet\n    behavior: merge\n")
                    .append("    literals:\n      - SIGNET_ISSUER=https://id.example.com\n");
            settings.forEach(setting -> text.append("      - ").append(setting).append('\n'));
            Files.writeString(folder.resolve("kustomization.yaml"),
                    components.isEmpty() ? text.toString().replace("components:\n", "") : text.toString());
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
