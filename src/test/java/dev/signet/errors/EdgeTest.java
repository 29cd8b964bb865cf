package dev.signet.errors;

import java.net.URI;
import java.util.Optional;

import io.quarkus.test.common.http.TestHTTPResource;

/** What the tests of the edge share: the service, and what every refusal looks like. */
abstract class EdgeTest {
    @TestHTTPResource
    URI base;

    Wire wire() {
        return new Wire(base);
    }

    static Optional<String> problemOf(Wire.Answer answer) throws Exception {
        return answer.header("Content-Type").filter(ProblemWriter.MEDIA_TYPE::equals).isPresent()
                ? Optional.of(answer.json().path("type").asText().replace("urn:signet:problem:", ""))
                : Optional.empty();
    }
}
