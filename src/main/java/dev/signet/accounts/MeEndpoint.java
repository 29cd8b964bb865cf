package dev.signet.accounts;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.membership.CurrentPassword;
import dev.signet.membership.OwnAccount;
import dev.signet.users.Account;
import dev.signet.users.Identifier;
import dev.signet.users.IdentifierKind;
import dev.signet.users.Identifiers;
import dev.signet.users.ParsedIdentifier;
import dev.signet.users.Profiles;
import dev.signet.users.Users;
import io.quarkus.security.Authenticated;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** {@code /api/v1/me}: the person's own account. */
@Path("/api/v1/me")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class MeEndpoint {
    private final Caller caller;
    private final Users users;
    private final Identifiers identifiers;
    private final Profiles profiles;
    private final OwnAccount account;

    MeEndpoint(Caller caller, Users users, Identifiers identifiers, Profiles profiles, OwnAccount account) {
        this.caller = caller;
        this.users = users;
        this.identifiers = identifiers;
        this.profiles = profiles;
        this.account = account;
    }

    /**
     * @param currentPassword REQUIRED
     * @param captcha OPTIONAL a solved challenge, where one is due
     */
    record DeletionRequest(@JsonProperty("current_password") String currentPassword, CaptchaMember captcha) {

        /** Never the password. */
        @Override
        public String toString() {
            return "DeletionRequest[]";
        }
    }

    @GET
    @Authenticated
    public Uni<AccountAnswer> read() {
        return caller.person().chain(users::account)
                .chain(found -> answer(found.orElseThrow(UnauthorizedException::new)))
                .map(answer -> answer.within(caller.scopes(), caller.subject()));
    }

    private Uni<AccountAnswer> answer(Account account) {
        return profiles.of(account.id()).map(claims -> AccountAnswer.of(account).with(ProfileMember.write(claims)));
    }

    @PATCH
    @RolesAllowed(Caller.ACCOUNT)
    public Uni<AccountAnswer> change(NamesRequest request) {
        Map<IdentifierKind, Optional<Identifier>> names = parse(request.changes());
        Map<String, Optional<String>> claims = request.claims();
        return caller.person().chain(person -> change(person, names, claims)).chain(this::answer);
    }

    /** Names first: they are refused when somebody has them, a claim that was judged never is. */
    private Uni<Account> change(UUID person, Map<IdentifierKind, Optional<Identifier>> names,
            Map<String, Optional<String>> claims) {
        Uni<Account> renamed = names.isEmpty() && !claims.isEmpty()
                ? users.account(person).map(found -> found.orElseThrow(UnauthorizedException::new))
                : account.rename(person, names);
        return renamed.call(() -> claims.isEmpty() ? Uni.createFrom().voidItem() : profiles.change(person, claims));
    }

    @DELETE
    @RolesAllowed(Caller.ACCOUNT)
    public Uni<Void> delete(DeletionRequest request, @Context RoutingContext call) {
        CurrentPassword current = CaptchaMember.proof(request.currentPassword(), request.captcha());
        return caller.person().chain(person -> account.delete(person, current, call));
    }

    private Map<IdentifierKind, Optional<Identifier>> parse(Map<IdentifierKind, Optional<String>> changes) {
        List<FieldError> errors = new ArrayList<>();
        Map<IdentifierKind, Optional<Identifier>> names = new EnumMap<>(IdentifierKind.class);
        changes.forEach((kind, text) -> {
            Optional<ParsedIdentifier> parsed = text.map(given -> identifiers.parse(kind, given));
            parsed.flatMap(ParsedIdentifier::refused).ifPresent(errors::add);
            names.put(kind, parsed.flatMap(ParsedIdentifier::accepted));
        });
        if (!errors.isEmpty()) {
            throw Problem.validation(errors).asException();
        }
        return names;
    }
}
