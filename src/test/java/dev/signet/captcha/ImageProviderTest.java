package dev.signet.captcha;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.signet.errors.UnavailableException;
import dev.signet.http.ClientAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;

class ImageProviderTest {
    private static final String DATA_URL = "data:image/png;base64,";

    private final Vertx vertx = Vertx.vertx();
    private final ImageProvider provider = new ImageProvider(vertx);

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    private Pose pose() {
        return get(provider.pose(Instant.MAX));
    }

    private static <T> T get(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }

    private boolean judge(String answer) {
        return get(provider.judge(
                new Attempt(answer, Purpose.LOGIN, ClientAddress.parse("127.0.0.1"), candidate -> candidate.equals("K7WM4P"))));
    }

    @Test
    void draws_a_png_that_holds_more_than_its_background() throws IOException {
        String url = pose().image().orElseThrow();
        assertThat(url).startsWith(DATA_URL);
        BufferedImage image = ImageIO
                .read(new ByteArrayInputStream(Base64.getDecoder().decode(url.substring(DATA_URL.length()))));

        assertThat(image.getWidth()).isEqualTo(240);
        assertThat(image.getHeight()).isEqualTo(80);
        int[] pixels = image.getRGB(0, 0, 240, 80, null, 0, 240);
        assertThat(Arrays.stream(pixels).filter(p -> p != pixels[0]).count()).isGreaterThan(500);
    }

    @Test
    void draws_another_code_each_time_of_characters_that_read_as_nothing_else() {
        List<String> codes = Stream.generate(this::pose).limit(50).map(Pose::solution).toList();

        assertThat(codes).doesNotHaveDuplicates().allMatch(code -> code.matches("[ACDEFHJKMNPRTWXY3479]{6}"));
    }

    @Test
    void comes_back_to_the_callers_context() {
        CompletableFuture<Context> seen = new CompletableFuture<>();
        Context caller = vertx.getDelegate().getOrCreateContext();
        caller.runOnContext(ignored -> provider.pose(Instant.MAX).subscribe().with(
                pose -> seen.complete(io.vertx.core.Vertx.currentContext()), seen::completeExceptionally));

        assertThat(seen).succeedsWithin(Duration.ofSeconds(10)).isSameAs(caller);
    }

    @Test
    void refuses_to_draw_more_than_a_hundred_at_once_and_recovers() {
        List<CompletableFuture<Pose>> flood = Stream.generate(() -> provider.pose(Instant.MAX)).limit(400)
                .map(Uni::subscribeAsCompletionStage).toList();

        assertThat(flood).filteredOn(CompletableFuture::isCompletedExceptionally).isNotEmpty().first()
                .satisfies(refused -> assertThatThrownBy(refused::join).hasCauseInstanceOf(UnavailableException.class));
        assertThat(flood).filteredOn(f -> !f.isCompletedExceptionally()).hasSizeGreaterThanOrEqualTo(100)
                .allSatisfy(f -> assertThat(f).succeedsWithin(Duration.ofSeconds(20)));
        assertThat(pose().solution()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = { "K7WM4P", "k7wm4p", " K7W M4P " })
    void reads_an_answer_as_a_person_types_it(String answer) {
        assertThat(judge(answer)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "K7WM4", "K7WM4PP", "K7WM4P           ", "\u0000" })
    void rejects_any_other_answer(String answer) {
        assertThat(judge(answer)).isFalse();
    }
}
