package dev.signet;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import dev.signet.clients.ClientsFile;
import dev.signet.clients.Clusters;
import dev.signet.keys.CryptoProvider;
import dev.signet.sealing.KeyEncryption;
import dev.signet.tokens.Issuer;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Starts the service, or says in a sentence a setting why it does not; or runs a command. */
@QuarkusMain
public class Signet {
    private static final int SHORTEST_TOKEN = 32;

    /** @param args none: the service; {@code re-encrypt} or {@code train}: that command */
    public static void main(String... args) {
        switch (String.join(" ", args)) {
            case "" -> serve(ConfigProvider.getConfig());
            case ReEncrypt.NAME -> System.exit(ReEncrypt.run(ConfigProvider.getConfig()));
            case Train.NAME -> Train.run();
            default -> refuseArguments();
        }
    }

    private static void refuseArguments() {
        System.err.println("Signet takes no argument, or one: " + ReEncrypt.NAME
                + ", which seals what is in Postgres anew under the present encryption key; or " + Train.NAME
                + ", a start without stores for the build of an image.");
        System.exit(2);
    }

    private static void serve(Config config) {
        List<String> missing = missing(config);
        if (!missing.isEmpty()) {
            System.err.println("Signet did not start.");
            missing.forEach(sentence -> System.err.println("  " + sentence));
            System.exit(1);
        }
        CryptoProvider.loadAhead(config);
        Quarkus.run();
    }

    /** @return a sentence for each setting that is missing or wrong */
    static List<String> missing(Config config) {
        List<String> sentences = new ArrayList<>();
        require(config, "signet.issuer", "the URL that tokens name as their issuer, for instance https://id.example.com",
                sentences, Issuer::parse);
        sentences.addAll(KeyEncryption.refusals(config));
        require(config, "quarkus.datasource.reactive.url", "where Postgres is, for instance postgresql://db:5432/signet",
                sentences, v -> v);
        require(config, "quarkus.datasource.jdbc.url",
                "where Postgres is for the schema's migration, for instance jdbc:postgresql://db:5432/signet",
                sentences, v -> v);
        require(config, "quarkus.redis.hosts", "where Redis is, for instance redis://redis:6379", sentences, v -> v);
        optional(config, "signet.clients.file", ClientsFile::read, sentences);
        sentences.addAll(Clusters.refusals(config));
        optional(config, "signet.clients.registration-token", Signet::registrationToken, sentences);
        return sentences;
    }

    private static void optional(Config config, String name, Parser parser, List<String> sentences) {
        config.getOptionalValue(name, String.class).map(String::strip).filter(value -> !value.isEmpty())
                .ifPresent(value -> refusal(parser, value, sentences::add));
    }

    private static String registrationToken(String value) {
        if (value.length() < SHORTEST_TOKEN) {
            throw new IllegalArgumentException(
                    "signet.clients.registration-token is too short: it takes 32 characters at least.");
        }
        return value;
    }

    private static void require(Config config, String name, String meaning, List<String> sentences, Parser parser) {
        String value = config.getOptionalValue(name, String.class).map(String::strip).orElse("");
        if (value.isEmpty()) {
            sentences.add(name + " is not set: it is " + meaning + " (environment variable " + environmentName(name) + ").");
            return;
        }
        refusal(parser, value, sentences::add);
    }

    private static void refusal(Parser parser, String value, Consumer<String> sentence) {
        try {
            Object unused = parser.parse(value);
        } catch (IllegalArgumentException e) {
            sentence.accept(e.getMessage());
        }
    }

    private static String environmentName(String name) {
        return name.replaceAll("[.-]", "_").toUpperCase(java.util.Locale.ROOT);
    }

    /** Reads a setting; refuses with a sentence. */
    private interface Parser {
        Object parse(String value);
    }
}
