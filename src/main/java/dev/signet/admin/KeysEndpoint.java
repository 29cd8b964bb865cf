package dev.signet.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import org.jboss.resteasy.reactive.ResponseStatus;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;

import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.keys.AskedBy;
import dev.signet.keys.KeyLife;
import dev.signet.keys.KeyRevocation;
import dev.signet.keys.KeyRevocation.Revoked;
import dev.signet.keys.KeyRing;
import dev.signet.keys.KeyRotation;
import dev.signet.keys.PlannedRotation;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/v1/admin/keys}: which keys sign, have the next ones sign, and take a stolen one away. */
@Path("/api/v1/admin/keys")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("signet:admin")
class KeysEndpoint {
    private final KeyRotation rotation;
    private final KeyRevocation revocation;
    private final RevokedKeys revokedKeys;
    private final Operators operators;

    KeysEndpoint(KeyRotation rotation, KeyRevocation revocation, RevokedKeys revokedKeys, Operators operators) {
        this.rotation = rotation;
        this.revocation = revocation;
        this.revokedKeys = revokedKeys;
        this.operators = operators;
    }

    record KeyList(List<KeyItem> items, @JsonProperty("next_cursor") String nextCursor) {
    }

    /** A key's life: of a NEXT key {@code active_from} is to come, of any key the public part is in the JWKS. */
    @JsonNaming(SnakeCaseStrategy.class)
    record KeyItem(String kid, String alg, String state, String createdAt, String activeFrom, String retiredAt,
            String expiresAt) {

        static KeyItem of(KeyLife key) {
            return new KeyItem(key.kid(), key.alg(), key.state().name(), key.createdAt().toString(), text(key.activeFrom()),
                    text(key.retiredAt()), text(key.expiresAt()));
        }

        private static String text(Optional<Instant> moment) {
            return moment.map(Instant::toString).orElse(null);
        }
    }

    /** @param alg OPTIONAL of which keys; all that some client uses by default */
    record RotateRequest(String alg) {

        Optional<String> judged() {
            if (alg != null && !KeyRing.canBeOf(alg)) {
                throw Problem.validation(new FieldError("alg", "unknown", "This must be RS256, PS256, ES256 or EdDSA."))
                        .asException();
            }
            return Optional.ofNullable(alg);
        }
    }

    /** @param activeFrom when the last of them signs */
    record RotationAnswer(@JsonProperty("active_from") String activeFrom, List<RotationItem> items) {

        static RotationAnswer of(List<PlannedRotation> planned) {
            Instant last = planned.stream().map(PlannedRotation::activeFrom).max(Instant::compareTo)
                    .orElseThrow(KeysEndpoint::notInUse);
            return new RotationAnswer(last.toString(), planned.stream().map(RotationItem::of).toList());
        }
    }

    record RotationItem(String alg, String kid, @JsonProperty("active_from") String activeFrom) {

        static RotationItem of(PlannedRotation planned) {
            return new RotationItem(planned.alg(), planned.kid(), planned.activeFrom().toString());
        }
    }

    /** @param activeKid what signs in its place; null where nothing does any more */
    record RevocationAnswer(@JsonProperty("active_kid") String activeKid) {

        static RevocationAnswer of(Revoked revoked) {
            return new RevocationAnswer(revoked.signing().orElse(null));
        }
    }

    @GET
    public Uni<KeyList> list() {
        return rotation.list().map(keys -> new KeyList(keys.stream().map(KeyItem::of).toList(), null));
    }

    @POST
    @Path("rotate")
    @ResponseStatus(202)
    public Uni<RotationAnswer> rotate(Optional<RotateRequest> body, @Context RoutingContext call) {
        return rotation.rotate(body.flatMap(RotateRequest::judged), askedBy(call)).map(RotationAnswer::of);
    }

    /** Answers once the revocation is durable, this replica signs with another key and refuses every token of this one. */
    @POST
    @Path("{kid}/revoke")
    public Uni<RevocationAnswer> revoke(@PathParam("kid") String kid, @Context RoutingContext call) {
        AskedBy by = askedBy(call);
        return revocation.isOfRefreshTokens(kid).invoke(KeysEndpoint::refuseOfRefreshTokens)
                .chain(() -> revokedKeys.revoke(kid, by))
                .map(revoked -> RevocationAnswer.of(revoked.orElseThrow(NotFoundException::new)));
    }

    private AskedBy askedBy(RoutingContext call) {
        Operator operator = operators.of(call);
        return new AskedBy(operator.subject(), operator.ip());
    }

    private static void refuseOfRefreshTokens(boolean ofRefreshTokens) {
        if (ofRefreshTokens) {
            throw Problem.of("key-of-refresh-tokens", 409, "The key signs no tokens",
                    "It authenticates refresh tokens, and alone it makes none: end sign-ins instead.").asException();
        }
    }

    private static RuntimeException notInUse() {
        return Problem.of("algorithm-not-in-use", 409, "No key of the algorithm is kept",
                "No client's tokens are signed with it.").asException();
    }
}
