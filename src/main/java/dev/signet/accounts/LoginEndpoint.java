package dev.signet.accounts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import dev.signet.captcha.CaptchaAnswer;
import dev.signet.credentials.Attempt;
import dev.signet.credentials.CredentialCheck;
import dev.signet.credentials.Judgement;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.membership.Refusals;
import dev.signet.membership.SignInMetrics;
import dev.signet.sessions.Access;
import dev.signet.sessions.Authentication;
import dev.signet.sessions.Sessions;
import dev.signet.sessions.SignIn;
import dev.signet.sessions.TokenAnswer;
import dev.signet.sessions.Visitor;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code POST /api/v1/login}: an identifier and a password for tokens. */
@Path("/api/v1/login")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class LoginEndpoint {
    private final FirstPartyClients clients;
    private final CredentialCheck credentials;
    private final Sessions sessions;
    private final SignInMetrics metrics;
    private final Clock clock;

    LoginEndpoint(FirstPartyClients clients, CredentialCheck credentials, Sessions sessions, SignInMetrics metrics,
            Clock clock) {
        this.clients = clients;
        this.credentials = credentials;
        this.sessions = sessions;
        this.metrics = metrics;
        this.clock = clock;
    }

    @POST
    public Uni<TokenAnswer> login(LoginRequest request, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @HeaderParam(HttpHeaders.USER_AGENT) String userAgent, @Context RoutingContext call) {
        Optional<CaptchaAnswer> captcha = check(request);
        return clients.authenticate(request, authorization, call)
                .chain(caller -> credentials
                        .judge(new Attempt(request.identifier(), request.password(), captcha, caller.address(), caller.peer()))
                        .invoke(metrics::count)
                        .chain(judgement -> judgement.fold(new Answer(caller, userAgent))));
    }

    private static Optional<CaptchaAnswer> check(LoginRequest request) {
        List<FieldError> errors = new ArrayList<>();
        if (request.identifier() == null || request.identifier().isBlank()) {
            errors.add(Refusals.required("identifier"));
        }
        if (request.password() == null) {
            errors.add(Refusals.required("password"));
        }
        Optional<CaptchaAnswer> captcha = CaptchaMember.read(request.captcha(), errors);
        if (!errors.isEmpty()) {
            throw Problem.validation(errors).asException();
        }
        return captcha;
    }

    /** What the caller is told of a judgement. */
    private final class Answer implements Judgement.Cases<Uni<TokenAnswer>> {
        private final FirstPartyCaller caller;
        private final String userAgent;

        Answer(FirstPartyCaller caller, String userAgent) {
            this.caller = caller;
            this.userAgent = userAgent;
        }

        @Override
        public Uni<TokenAnswer> recognised(UUID user, int credentialVersion) {
            return sessions
                    .signIn(new SignIn(Authentication.byPassword(user, credentialVersion, clock.instant()), caller.client(),
                            new Access(caller.scope(), caller.audience()), new Visitor(caller.address().text(), userAgent)))
                    .map(answer -> answer.orElseThrow(() -> Refusals.invalidCredentials(false).asException()));
        }

        @Override
        public Uni<TokenAnswer> refused(boolean captchaRequired) {
            return refuse(Refusals.invalidCredentials(captchaRequired));
        }

        @Override
        public Uni<TokenAnswer> captchaRequired() {
            return refuse(Refusals.captchaRequired());
        }

        @Override
        public Uni<TokenAnswer> captchaInvalid() {
            return refuse(Refusals.captchaInvalid());
        }

        @Override
        public Uni<TokenAnswer> busy(int retryAfter) {
            return refuse(Refusals.busy(retryAfter));
        }
    }

    private static Uni<TokenAnswer> refuse(Problem problem) {
        return Uni.createFrom().failure(problem.asException());
    }
}
