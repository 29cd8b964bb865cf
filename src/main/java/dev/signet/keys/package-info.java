/**
 * Signing keys, the ring that holds them in memory, and the encryption of what must not be stored in clear.
 *
 * <p>
 * One row of {@code signing_keys} a key: its private part is sealed under the key-encryption key, which is never in Postgres
 * in clear, so a copy of the database signs nothing. The first start makes, under a lock that all replicas share,
 * one ACTIVE RSA key and one NEXT, and one refresh MAC key; every start loads them. A key-encryption key that does not
 * open them is a refusal to start, never a reason to make new ones.
 *
 * <p>
 * PS256, ES256 and EdDSA keys are made when the first client asks for them, ACTIVE and NEXT at once. A key is of one
 * algorithm: a verifier takes it from the key, never from a token.
 *
 * <p>
 * Example: two replicas start on an empty database. Both ask for the lock "keys"; the first finds no row, inserts
 * three and commits; the second then finds three and inserts none. Both load the same ring and sign under the same
 * {@code kid}.
 *
 * <h2>The key-encryption key</h2>
 *
 * One seals, any known one opens; the id of the one that sealed stands beside each sealed value. They come from providers: the
 * environment, a mounted file, or Vault, which wraps a random one that is kept in {@code wrapped_keys}. They are resolved once,
 * at start.
 *
 * <p>
 * Replacing A by B loses nothing when every replica knows B before one seals with it. (1) Start all with A sealing and B
 * opening; (2) start all with B sealing and A opening; (3) run {@code re-encrypt}, which seals every value anew under B while
 * the replicas go on; (4) start all with B alone. During (2) each replica takes the forms, challenges and DPoP nonces that
 * another made under the other key ({@link dev.signet.keys.KeyEncryption#verifies}, {@code macs}, {@code open}); none of them
 * lives longer than an hour. What must never change, such as pairwise subjects, is made with
 * {@link dev.signet.keys.LastingSecrets}, which are sealed themselves.
 *
 * <p>
 * A KMS is one more {@link dev.signet.keys.KeyWrap}, and a line in {@code KeyProviders.of} that makes it from its settings:
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
 * Serves no route ({@code oidc} serves the public part). Knows nothing of tokens, people or clients.
 */
package dev.signet.keys;
