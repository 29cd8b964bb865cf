package dev.signet.http;

import java.util.function.Function;
import java.util.function.Supplier;

/** What came of looking for Basic credentials. */
public sealed interface BasicReading {

    /**
     * @param present is given the credentials
     * @param absent no Basic header: the client authenticates in another way, or not at all
     * @param malformed a Basic header that can't be read, or more than one header
     */
    <R> R fold(Function<BasicCredentials, R> present, Supplier<R> absent, Supplier<R> malformed);

    /** Readable; not yet judged. */
    record Present(BasicCredentials credentials) implements BasicReading {
        @Override
        public <R> R fold(Function<BasicCredentials, R> present, Supplier<R> absent, Supplier<R> malformed) {
            return present.apply(credentials);
        }
    }

    /** No such header. */
    record Absent() implements BasicReading {
        @Override
        public <R> R fold(Function<BasicCredentials, R> present, Supplier<R> absent, Supplier<R> malformed) {
            return absent.get();
        }
    }

    /** Not Base64, no colon, no id, or not UTF-8. */
    record Malformed() implements BasicReading {
        @Override
        public <R> R fold(Function<BasicCredentials, R> present, Supplier<R> absent, Supplier<R> malformed) {
            return malformed.get();
        }
    }
}
