package dev.signet.authorize;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.signet.requests.AuthorizationError;
import dev.signet.requests.AuthorizationRequest;

/** What a browser is answered that brought an authorization request. */
sealed interface AuthorizationAnswer {

    /**
     * @param page is given the path of the page that asks the person
     * @param code is given the request and its code
     * @param error is given what the client is told
     * @param gone the request was answered before, or its time is over
     */
    <R> R fold(Function<String, R> page, BiFunction<AuthorizationRequest, String, R> code,
            Function<AuthorizationError, R> error, Supplier<R> gone);

    record Page(String path) implements AuthorizationAnswer {
        @Override
        public <R> R fold(Function<String, R> page, BiFunction<AuthorizationRequest, String, R> code,
                Function<AuthorizationError, R> error, Supplier<R> gone) {
            return page.apply(path);
        }
    }

    record Code(AuthorizationRequest request, String value) implements AuthorizationAnswer {
        @Override
        public <R> R fold(Function<String, R> page, BiFunction<AuthorizationRequest, String, R> code,
                Function<AuthorizationError, R> error, Supplier<R> gone) {
            return code.apply(request, value);
        }

        /** Never the code. */
        @Override
        public String toString() {
            return "Code[" + request.clientId() + "]";
        }
    }

    record Error(AuthorizationError told) implements AuthorizationAnswer {
        @Override
        public <R> R fold(Function<String, R> page, BiFunction<AuthorizationRequest, String, R> code,
                Function<AuthorizationError, R> error, Supplier<R> gone) {
            return error.apply(told);
        }
    }

    record Gone() implements AuthorizationAnswer {
        @Override
        public <R> R fold(Function<String, R> page, BiFunction<AuthorizationRequest, String, R> code,
                Function<AuthorizationError, R> error, Supplier<R> gone) {
            return gone.get();
        }
    }
}
