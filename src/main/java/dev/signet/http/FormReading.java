package dev.signet.http;

import java.util.function.Function;

/** What came of reading a form. A body parameter of this type reads one; an absent body is a form without parameters. */
public sealed interface FormReading {

    /**
     * @param read is given the parameters
     * @param malformed is given what is wrong, in words for the caller's developer that quote nothing
     */
    <R> R fold(Function<FormParameters, R> read, Function<String, R> malformed);

    /** A form with distinct, decodable parameters. */
    record Read(FormParameters parameters) implements FormReading {
        @Override
        public <R> R fold(Function<FormParameters, R> read, Function<String, R> malformed) {
            return read.apply(parameters);
        }
    }

    /** RFC 6749 §5.2 {@code invalid_request}. */
    record Malformed(String why) implements FormReading {
        @Override
        public <R> R fold(Function<FormParameters, R> read, Function<String, R> malformed) {
            return malformed.apply(why);
        }
    }
}
