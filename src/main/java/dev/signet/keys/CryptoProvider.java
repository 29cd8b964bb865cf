package dev.signet.keys;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.FutureTask;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

import io.quarkus.runtime.StartupEvent;

/**
 * Whose arithmetic signs, chosen once, before any key is loaded. Corretto's is native code: it unpacks its library below
 * {@code java.io.tmpdir}, loads it and deletes it again, so it needs a place there that is writable and not mounted
 * {@code noexec}. Where that fails it offers no algorithm, and the JDK's own serve.
 */
@ApplicationScoped
public class CryptoProvider {
    static final String CORRETTO = "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";
    private static final Logger LOG = Logger.getLogger(CryptoProvider.class);

    private final KeysConfig config;

    CryptoProvider(KeysConfig config) {
        this.config = config;
    }

    /**
     * Begins to load the native library and comes back at once: checking its jar's signature and the library's own tests take
     * some tenths of a second, which a start then has beside everything else.
     */
    public static void loadAhead(Config config) {
        if (config.getOptionalValue("signet.keys.crypto-provider", CryptoChoice.class).orElse(null) != CryptoChoice.JDK) {
            Thread loading = new Thread(new FutureTask<>(Corretto::found), "signet-crypto-provider");
            loading.setDaemon(true);
            loading.start();
        }
    }

    /** A key is of the provider that its factory is of, so this comes before the ring is loaded. */
    void start(@Observes @Priority(1) StartupEvent event) {
        Optional<Provider> chosen = config.cryptoProvider() == CryptoChoice.JDK ? Optional.empty() : Corretto.found();
        chosen.ifPresent(provider -> Security.insertProviderAt(provider, 1));
        LOG.infof("tokens are signed by %s", chosen.map(Provider::toString).orElse("the JDK's own crypto providers"));
    }

    /**
     * @param type the provider's class, found by the platform's own registration
     * @return the provider if it is there and has algorithms to offer on this machine
     */
    static Optional<Provider> load(String type) {
        try {
            Optional<Provider> found = ServiceLoader.load(Provider.class, CryptoProvider.class.getClassLoader()).stream()
                    .filter(candidate -> candidate.type().getName().equals(type))
                    .findFirst().map(ServiceLoader.Provider::get);
            Optional<Provider> usable = found.filter(provider -> provider.getService("Signature", "SHA256withRSA") != null);
            if (usable.isEmpty()) {
                LOG.warnf("%s %s", type, found.isEmpty() ? "is not here" : "does not load its library on this machine");
            }
            return usable;
        } catch (ServiceConfigurationError | LinkageError e) {
            LOG.warnf("%s does not load: %s", type, e.toString());
            return Optional.empty();
        }
    }

    /** Loaded once; whoever asks meanwhile waits. */
    private static final class Corretto {
        private static final Optional<Provider> FOUND = load(CORRETTO);

        static Optional<Provider> found() {
            return FOUND;
        }
    }
}
