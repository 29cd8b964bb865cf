package dev.signet.verifier;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Asks the issuer. No redirect is followed, no body grows past its bound, no call lasts longer than 5 s. Never blocks. */
final class IssuerHttp {
    private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

    private final HttpClient client;

    /** @param client one that follows no redirect */
    IssuerHttp(HttpClient client) {
        this.client = client;
    }

    /** What came back. */
    static final class Answer {
        private final HttpResponse<byte[]> response;

        Answer(HttpResponse<byte[]> response) {
            this.response = response;
        }

        int status() {
            return response.statusCode();
        }

        Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** @return how long ago the issuer said so, where a cache on the way did not ask it (RFC 9111 §5.1) */
        Duration age() {
            return header("Age").filter(text -> text.matches("[0-9]{1,9}")).map(Long::valueOf).map(Duration::ofSeconds)
                    .orElse(Duration.ZERO);
        }

        byte[] body() {
            return response.body();
        }

        /** @return whether it is of that media type, whatever its parameters */
        boolean is(String mediaType) {
            return isOfType(response.headers(), mediaType);
        }
    }

    /** @param most bytes of the body @return the answer, whatever its status; fails where there is none */
    CompletableFuture<Answer> get(URI url, Map<String, String> headers, int most) {
        CompletableFuture<HttpResponse<byte[]>> call = client.sendAsync(request(url, headers).timeout(LONGEST_CALL).build(),
                head -> new BoundedBody(most));
        return call.copy().orTimeout(LONGEST_CALL.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> cancelLate(call, failure))
                .thenApply(Answer::new);
    }

    /** The client's own time-out ends with the header; a body may drip for ever. */
    private static void cancelLate(CompletableFuture<?> call, Throwable failure) {
        if (failure instanceof TimeoutException) {
            call.cancel(true);
        }
    }

    /**
     * @param reader told the answer's header, gives what takes its body
     * @return completes with the status when the body ends
     */
    CompletableFuture<Integer> stream(URI url, Map<String, String> headers,
            Function<HttpResponse.ResponseInfo, BodySubscriber<Void>> reader) {
        return client.sendAsync(request(url, headers).timeout(LONGEST_CALL).build(), reader::apply)
                .thenApply(HttpResponse::statusCode);
    }

    private static HttpRequest.Builder request(URI url, Map<String, String> headers) {
        // a cache on the way asks the issuer: what is kept, and how long, is judged here
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Cache-Control", "no-cache");
        headers.forEach(request::header);
        return request;
    }

    static boolean isOfType(HttpHeaders headers, String mediaType) {
        Optional<String> type = headers.firstValue("Content-Type");
        return type.filter(value -> value.split(";", 2)[0].trim().equalsIgnoreCase(mediaType)).isPresent();
    }

    /** @return why there was no answer, for a log */
    static String reason(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
