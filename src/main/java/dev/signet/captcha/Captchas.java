package dev.signet.captcha;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.signet.captcha.ChallengeSeal.Presented;
import dev.signet.errors.FieldError;
import dev.signet.errors.Problem;
import dev.signet.http.ClientAddress;
import io.smallrye.common.annotation.CheckReturnValue;
import io.smallrye.mutiny.Uni;

/** Poses challenges, and redeems each once. */
@ApplicationScoped
public class Captchas {
    private final CaptchaProviders providers;
    private final ChallengeSeal seal;
    private final SpentChallenges spent;
    private final Clock clock;

    Captchas(CaptchaProviders providers, ChallengeSeal seal, SpentChallenges spent, Clock clock) {
        this.providers = providers;
        this.seal = seal;
        this.spent = spent;
        this.clock = clock;
    }

    /** @return whether challenges of the type are posed here at present */
    public boolean poses(String type) {
        return providers.poses(type);
    }

    /**
     * @param type the type wished for; empty: the default
     * @param purpose what it will be presented for
     * @param from who will present it
     * @return a challenge, of another type while the wished-for one is away; a {@code validation} problem for an unknown type
     */
    @CheckReturnValue
    public Uni<Challenge> issue(Optional<String> type, Purpose purpose, ClientAddress from) {
        String prefix = AddressPrefix.of(from);
        return providers.posing(type).map(provider -> issue(provider, purpose, prefix))
                .orElseGet(() -> Uni.createFrom().failure(this::unknownType));
    }

    private Uni<Challenge> issue(CaptchaProvider provider, Purpose purpose, String prefix) {
        Instant expiresAt = clock.instant().plus(providers.lifetime()).truncatedTo(ChronoUnit.SECONDS);
        return provider.pose(expiresAt).map(pose -> issued(new SealedChallenge(purpose, provider.type(), prefix, expiresAt,
                seal.mac(provider.type(), pose.solution())), pose));
    }

    private Challenge issued(SealedChallenge challenge, Pose pose) {
        return new Challenge(seal.seal(challenge), challenge.type(), pose.image(), pose.challenge(), pose.siteKey(),
                challenge.expiresAt());
    }

    private RuntimeException unknownType() {
        return Problem.validation(new FieldError("type", "unknown",
                "The type must be one of " + String.join(", ", providers.types()) + ".")).asException();
    }

    /**
     * Spends the challenge before it looks at the answer. What was not posed here for this purpose and network, or is
     * out of time, costs no row.
     *
     * @return whether the answer was right and the challenge not presented before; fails when Postgres is away
     */
    @CheckReturnValue
    public Uni<Boolean> redeem(CaptchaAnswer answer, Purpose purpose, ClientAddress from) {
        return seal.open(answer.id())
                .filter(presented -> presented.challenge().admits(purpose, AddressPrefix.of(from), clock.instant()))
                .map(presented -> spendAndJudge(presented, answer.answer(), from))
                .orElseGet(() -> Uni.createFrom().item(false));
    }

    private Uni<Boolean> spendAndJudge(Presented presented, String answer, ClientAddress from) {
        SealedChallenge challenge = presented.challenge();
        Attempt attempt = new Attempt(answer, challenge.purpose(), from, candidate -> seal.isSolution(challenge, candidate));
        return spent.spend(presented.digest(), challenge.expiresAt())
                .chain(first -> first ? judge(challenge, attempt) : Uni.createFrom().item(false));
    }

    private Uni<Boolean> judge(SealedChallenge challenge, Attempt attempt) {
        return providers.judging(challenge.type()).map(provider -> provider.judge(attempt))
                .orElseGet(() -> Uni.createFrom().item(false));
    }
}
