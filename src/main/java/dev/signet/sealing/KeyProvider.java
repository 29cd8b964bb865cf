package dev.signet.sealing;

import java.util.List;
import java.util.Optional;

/**
 * Where key-encryption keys come from. One that is elsewhere is a {@link WrappedKeyProvider} with a {@link KeyWrap} of its own.
 */
interface KeyProvider {

    /** @return the setting that names it in sentences */
    String setting();

    /**
     * Asked once, while nothing is served yet: it may block.
     *
     * @param kept where it may keep what it wrapped
     * @return its keys; the first is the one that seals if this provider is chosen
     * @throws IllegalStateException with a sentence that names the setting and quotes no secret, when it cannot have them
     */
    List<KeyEncryptionKey> keys(WrappedKeys kept);

    /**
     * Wraps what it keeps once more, when its own key was replaced. The key-encryption keys stay what they are.
     *
     * @return what was done, for the operator; empty for a provider that wraps nothing
     */
    default Optional<String> rewrap(WrappedKeys kept) {
        return Optional.empty();
    }
}
