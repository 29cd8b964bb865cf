package dev.signet.realclients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.vertx.core.json.JsonObject;

/** One run of a script of {@code src/test/node}, which speaks a line of JSON at a time; the test plays the person. */
public final class Conversation implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final BufferedReader said;
    private final Path errors;

    private Conversation(Process process, Path errors) {
        this.process = process;
        this.said = process.inputReader(UTF_8);
        this.errors = errors;
    }

    /** @param settings what the script calls by the same names */
    public static Conversation with(String script, JsonObject settings) {
        Path folder = NodeModules.ready();
        Path errors = folder.resolve(script + ".log");
        try {
            Process process = new ProcessBuilder("node", script).directory(folder.toFile())
                    .redirectError(errors.toFile()).start();
            Conversation conversation = new Conversation(process, errors);
            conversation.say(settings);
            return conversation;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return the page that the client sends the person to */
    String visit() {
        return next("visit").getString("visit");
    }

    /** Tells the client where the person's browser was sent in the end. */
    void ended(String url) {
        say(new JsonObject().put("ended", url));
    }

    /** @return what the client has at the end, when nothing was refused */
    JsonObject result() {
        return next("result").getJsonObject("result");
    }

    /** @return what the library says of what it, or the server, refused: its code, and the error of RFC 6749 */
    JsonObject refusal() {
        return next("refused").getJsonObject("refused");
    }

    /** @return what the script answers to one line, of a script that serves many */
    public JsonObject ask(JsonObject line) {
        say(line);
        return hear();
    }

    private JsonObject next(String expected) {
        JsonObject line = hear();
        assertThat(line.fieldNames()).as(line.encode()).containsExactly(expected);
        return line;
    }

    private JsonObject hear() {
        try {
            return CompletableFuture.supplyAsync(this::line).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            throw new AssertionError("the script said nothing more: " + errors(), e);
        }
    }

    private JsonObject line() {
        try {
            return new JsonObject(said.readLine());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void say(JsonObject line) {
        try {
            process.getOutputStream().write((line.encode() + "\n").getBytes(UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new IllegalStateException(errors(), e);
        }
    }

    private String errors() {
        try {
            return Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
