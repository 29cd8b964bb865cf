/**
 * The encryption of what must not be stored in clear, and the key-encryption key that it is done with.
 *
 * <p>
 * One seals, any known one opens; the id of the one that sealed stands beside each sealed value. They come from providers: the
 * environment, a mounted file, or Vault, which wraps a random one that is kept in {@code wrapped_keys}. They are resolved once,
 * at start.
 *
 * <p>
 * Replacing A by B loses nothing when every replica knows B before one seals with it. (1) Start all with A sealing and B
 * opening; (2) start all with B sealing and A opening; (3) run {@code re-encrypt}, which seals every value anew under B while
 * the replicas go on; (4) start all with B alone. During (2) each replica takes the forms, challenges and DPoP nonces that
 * another made under the other key ({@link dev.signet.sealing.KeyEncryption#verifies}, {@code macs}, {@code open}); none of
 * them
 * lives longer than an hour. What must never change, such as pairwise subjects, is made with
 * {@link dev.signet.sealing.LastingSecrets}, which are sealed themselves.
 *
 * <p>
 * A KMS is one more {@link dev.signet.sealing.KeyWrap}, and a line in {@code KeyProviders.of} that makes it from its settings:
 *
 * <pre>
 * final class CloudKms implements KeyWrap {
 *     public String name() {
 *         return "cloud-kms";
 *     } // in wrapped_keys, for good
 *
 *     public String setting() {
 *         return "signet.keys.cloud-kms.key";
 *     } // in sentences
 *
 *     public String wrap(byte[] key) {
 *         return base64(client.encrypt(keyName, key));
 *     }
 *
 *     public byte[] unwrap(String wrapped) {
 *         return client.decrypt(keyName, bytes(wrapped));
 *     }
 *
 *     public String rewrap(String wrapped) {
 *         return wrap(unwrap(wrapped));
 *     }
 * }
 *
 * choices.put(kms.name(), new WrappedKeyProvider(kms));
 * </pre>
 *
 * It makes no key, keeps none and holds no lock: {@code WrappedKeyProvider} does.
 *
 * <p>
 * Serves no route. Knows no key that signs and no secret but as bytes.
 */
package dev.signet.sealing;
