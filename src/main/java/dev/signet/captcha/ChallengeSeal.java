package dev.signet.captcha;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import dev.signet.sealing.KeyEncryption;
import dev.signet.stores.Sha256;

/** Turns challenges into ids and back. */
@ApplicationScoped
class ChallengeSeal {
    private static final String LABEL = "captcha";
    private static final int MAX_ID_LENGTH = 512;

    private final UnaryOperator<byte[]> sealing;
    private final Function<byte[], Optional<byte[]>> opening;
    private final Function<byte[], List<byte[]>> macs;

    @Inject
    ChallengeSeal(KeyEncryption keys) {
        this(plain -> keys.seal(LABEL, plain).bytes(), sealed -> keys.open(LABEL, sealed), data -> keys.macs(LABEL, data));
    }

    /** @param macs the MAC under each key that replicas may have, the own one first */
    ChallengeSeal(UnaryOperator<byte[]> sealing, Function<byte[], Optional<byte[]>> opening,
            Function<byte[], List<byte[]>> macs) {
        this.sealing = sealing;
        this.opening = opening;
        this.macs = macs;
    }

    /** @return the challenge's id; another one each time, since the seal's nonce is random */
    String seal(SealedChallenge challenge) {
        return encode(sealing.apply(challenge.bytes()));
    }

    /** @return what was presented, or empty for what was not sealed here or is not spelled as it was sealed */
    Optional<Presented> open(String id) {
        return decode(id).flatMap(sealed -> opening.apply(sealed)
                .flatMap(SealedChallenge::parse)
                .map(challenge -> new Presented(Sha256.of(sealed), challenge)));
    }

    /** @return keyed hash of a solution; one type's solution is never another's */
    String mac(String type, String solution) {
        return encode(macs(type, solution).get(0));
    }

    private List<byte[]> macs(String type, String solution) {
        return macs.apply(("answer:" + type + ":" + solution).getBytes(UTF_8));
    }

    /** @return keys for one use, each a text of 256 bits: every replica's, the own one first */
    List<String> keys(String use) {
        return macs.apply(("key:" + use).getBytes(UTF_8)).stream().map(ChallengeSeal::encode).toList();
    }

    /** Compares in constant time. */
    boolean isSolution(SealedChallenge challenge, String candidate) {
        byte[] answer = challenge.answerMac().getBytes(US_ASCII);
        return macs(challenge.type(), candidate).stream()
                .anyMatch(mac -> MessageDigest.isEqual(encode(mac).getBytes(US_ASCII), answer));
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Decoders ignore the last character's spare bits; a second spelling would be a second try. */
    private static Optional<byte[]> decode(String id) {
        if (id.length() > MAX_ID_LENGTH) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(id);
            return encode(bytes).equals(id) ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * @param digest SHA-256 of the sealed bytes: what is spent
     * @param challenge what they hold
     */
    record Presented(byte[] digest, SealedChallenge challenge) {
    }
}
