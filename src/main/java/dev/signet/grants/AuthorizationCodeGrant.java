package dev.signet.grants;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.errors.OAuthError;
import dev.signet.requests.AuthorizationCode;
import dev.signet.requests.AuthorizationCodes;
import dev.signet.requests.AuthorizationRequest;
import dev.signet.sessions.Authentication;
import dev.signet.sessions.Sessions;
import dev.signet.sessions.SignIn;
import dev.signet.sessions.SignOuts;
import dev.signet.sessions.TokenAnswer;
import dev.signet.stores.Sha256;
import io.smallrye.mutiny.Uni;

/** A code for tokens (RFC 6749 §4.1.3, RFC 7636 §4.5). */
@ApplicationScoped
class AuthorizationCodeGrant implements Grant {
    /** RFC 7636 §4.1. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final AuthorizationCodes codes;
    private final Sessions sessions;
    private final SignOuts signOuts;
    private final Resources resources;

    AuthorizationCodeGrant(AuthorizationCodes codes, Sessions sessions, SignOuts signOuts, Resources resources) {
        this.codes = codes;
        this.sessions = sessions;
        this.signOuts = signOuts;
        this.resources = resources;
    }

    @Override
    public String type() {
        return "authorization_code";
    }

    @Override
    public Uni<TokenAnswer> redeem(ClientRequest request) {
        String code = request.required("code");
        return codes.find(code)
                .chain(found -> found.filter(contents -> isGoodFor(contents, request))
                        .map(contents -> open(code, contents, request))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .call(answer -> answer.isPresent() ? Uni.createFrom().voidItem() : endIfReplayed(code, request))
                .map(answer -> answer.orElseThrow(() -> OAuthError.invalidGrant("The code was refused.").asException()));
    }

    /** A code that opened a sign-in before is known twice: what it gave is taken back. One that never did is only refused. */
    private Uni<Void> endIfReplayed(String code, ClientRequest request) {
        return signOuts.endReplayed(AuthorizationCodes.signIn(code), request.client().clientId());
    }

    private static boolean isGoodFor(AuthorizationCode contents, ClientRequest request) {
        AuthorizationRequest asked = contents.request();
        return asked.clientId().equals(request.client().clientId())
                && request.parameter("redirect_uri").map(asked.redirectUri()::equals).orElse(false)
                && isVerified(contents.codeChallenge(), request.parameter("code_verifier"))
                && asked.dpopJkt().map(jkt -> request.confirmation().jkt().equals(Optional.of(jkt))).orElse(true);
    }

    /** RFC 7636 §4.6; a verifier without a challenge is refused too (RFC 9700 §2.1.1: no downgrade). */
    private static boolean isVerified(Optional<String> challenge, Optional<String> verifier) {
        if (challenge.isEmpty() || verifier.isEmpty()) {
            return challenge.isEmpty() && verifier.isEmpty();
        }
        byte[] computed = Base64.getUrlEncoder().withoutPadding().encode(Sha256.of(verifier.get().getBytes(US_ASCII)));
        return VERIFIER.matcher(verifier.get()).matches()
                && MessageDigest.isEqual(computed, challenge.get().getBytes(US_ASCII));
    }

    private Uni<Optional<TokenAnswer>> open(String code, AuthorizationCode contents, ClientRequest request) {
        AuthorizationRequest asked = contents.request();
        UUID id = AuthorizationCodes.signIn(code);
        SignIn signIn = new SignIn(Authentication.in(contents.session()), request.client(), contents.access(), asked.nonce(),
                asked.claims(), request.confirmation(), contents.from());
        return sessions.signInOnce(id, signIn, granted -> resources.narrow(granted, request));
    }
}
