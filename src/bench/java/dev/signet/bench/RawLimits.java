package dev.signet.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What nobody can go below, in this JVM: one signature, one verification, one hash. A process of its own, so that it runs on
 * the service's JVM with its flags; it prints lines of a name and CPU milliseconds with a tab between them.
 */
final class RawLimits {
    private static final String PROVIDER = "AmazonCorrettoCryptoProvider";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final long WARM_UP_NANOS = 700_000_000;
    private static final long MEASURED_NANOS = 1_000_000_000;
    private static final int BATCHES = 3;
    private static final byte[] SIGNED = "a".repeat(600).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PASSWORD = "seven purple umbrellas".getBytes(StandardCharsets.UTF_8);
    private static final int RSA_BITS = 2048;
    static final int MEMORY_KIB = 19_456;
    static final int PASSES = 2;
    private static final int SALT_BYTES = 16;
    private static final int TAG_BYTES = 32;
    private static long sink;

    private RawLimits() {
    }

    /** Something that is measured. */
    private interface Work {
        int once() throws GeneralSecurityException;
    }

    public static void main(String... arguments) {
        Map<String, Provider> providers = new LinkedHashMap<>();
        providers.put("JDK", null);
        ServiceLoader.load(Provider.class).stream().filter(found -> found.type().getSimpleName().equals(PROVIDER)).findFirst()
                .map(ServiceLoader.Provider::get).ifPresent(provider -> providers.put("Corretto", provider));
        providers.forEach(RawLimits::signatures);
        sayCrowded("Argon2id BouncyCastle", RawLimits::bouncyCastle);
        NativeArgon2.libsodium().ifPresent(hash -> sayCrowded("Argon2id libsodium", hash::once));
        NativeArgon2.reference().ifPresent(hash -> sayCrowded("Argon2id libargon2", hash::once));
        System.err.println(sink);
    }

    private static void signatures(String name, Provider provider) {
        if (provider != null) {
            Security.insertProviderAt(provider, 1);
        }
        signature("RS256 " + name, "RSA", "SHA256withRSA");
        signature("PS256 " + name, "RSA", "RSASSA-PSS");
        signature("ES256 " + name, "EC", "SHA256withECDSA");
        signature("EdDSA " + name, "Ed25519", "Ed25519");
    }

    private static void signature(String name, String family, String algorithm) {
        try {
            KeyPair pair = pair(family);
            Signature signer = signer(algorithm, pair.getPrivate());
            Signature verifier = verifier(algorithm, pair.getPublic());
            signer.update(SIGNED);
            byte[] signature = signer.sign();
            say(name + " sign", () -> {
                signer.update(SIGNED);
                return signer.sign().length;
            });
            say(name + " verify", () -> {
                verifier.update(SIGNED);
                return verifier.verify(signature) ? 1 : 0;
            });
        } catch (GeneralSecurityException notHere) {
            System.err.println(name + ": " + notHere.getMessage());
        }
    }

    private static KeyPair pair(String family) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
        if (family.equals("RSA")) {
            generator.initialize(RSA_BITS);
        } else if (family.equals("EC")) {
            generator.initialize(new ECGenParameterSpec("secp256r1"));
        }
        return generator.generateKeyPair();
    }

    private static Signature signer(String algorithm, PrivateKey key) throws GeneralSecurityException {
        Signature signature = instance(algorithm);
        signature.initSign(key);
        return signature;
    }

    private static Signature verifier(String algorithm, PublicKey key) throws GeneralSecurityException {
        Signature signature = instance(algorithm);
        signature.initVerify(key);
        return signature;
    }

    private static Signature instance(String algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        if (algorithm.equals("RSASSA-PSS")) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        return signature;
    }

    private static int bouncyCastle() {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13).withMemoryAsKB(MEMORY_KIB).withIterations(PASSES)
                .withParallelism(1).withSalt(new byte[SALT_BYTES]).build());
        return generator.generateBytes(PASSWORD, new byte[TAG_BYTES]);
    }

    private static void say(String name, Work work) {
        try {
            System.out.println(name + "\t" + least(work));
        } catch (GeneralSecurityException | LinkageError e) {
            System.err.println(name + ": " + e);
        }
    }

    /**
     * On as many threads at a time as the service hashes on: they share the caches and the memory that a hash is made to need.
     */
    private static void sayCrowded(String name, Work work) {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService crowd = Executors.newFixedThreadPool(threads);
        try {
            double sum = 0;
            Callable<Double> one = () -> least(work);
            for (Future<Double> found : crowd.invokeAll(Collections.nCopies(threads, one))) {
                sum += found.get();
            }
            System.out.println(name + "\t" + sum / threads);
        } catch (InterruptedException | ExecutionException e) {
            System.err.println(name + ": " + e);
        } finally {
            crowd.shutdown();
        }
    }

    /** The least of a few batches: what else the machine does can only add to it. */
    private static double least(Work work) throws GeneralSecurityException {
        Object unused = batch(work, WARM_UP_NANOS);
        double least = Double.MAX_VALUE;
        for (int i = 0; i < BATCHES; i++) {
            least = Math.min(least, batch(work, MEASURED_NANOS / BATCHES));
        }
        return least;
    }

    private static double batch(Work work, long nanos) throws GeneralSecurityException {
        long begun = System.nanoTime();
        long cpuBefore = THREADS.getCurrentThreadCpuTime();
        long count = 0;
        do {
            sink += work.once();
            count++;
        } while (System.nanoTime() - begun < nanos);
        return (THREADS.getCurrentThreadCpuTime() - cpuBefore) / 1e6 / count;
    }
}
