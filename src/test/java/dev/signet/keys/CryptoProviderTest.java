package dev.signet.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where native arithmetic does not load, the JDK's serves, and the log says why. */
class CryptoProviderTest {
    private final Logger log = Logger.getLogger(CryptoProvider.class.getName());
    private final List<String> lines = new ArrayList<>();
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line instanceof org.jboss.logmanager.ExtLogRecord formatted ? formatted.getFormattedMessage()
                    : line.getMessage());
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    };

    /** A provider whose library did not load: it is there and offers nothing. */
    public static final class Silent extends Provider {
        private static final long serialVersionUID = 1;

        public Silent() {
            super("Silent", "1", "offers nothing");
        }
    }

    public static final class Broken extends Provider {
        private static final long serialVersionUID = 1;

        public Broken() {
            super("Broken", "1", "does not start");
            throw new UnsatisfiedLinkError("no library");
        }
    }

    @BeforeEach
    void listen() {
        log.addHandler(listener);
    }

    @AfterEach
    void stopListening() {
        log.removeHandler(listener);
    }

    @Test
    void is_not_taken_where_it_is_missing() {
        assertThat(CryptoProvider.load("com.example.Absent")).isEmpty();
        assertThat(lines).containsExactly("com.example.Absent is not here");
    }

    @Test
    void is_not_taken_where_its_library_does_not_load() {
        assertThat(CryptoProvider.load(Silent.class.getName())).isEmpty();
        assertThat(lines).containsExactly(Silent.class.getName() + " does not load its library on this machine");
    }

    @Test
    void is_not_taken_where_it_breaks() {
        assertThat(CryptoProvider.load(Broken.class.getName())).isEmpty();
        assertThat(lines).singleElement().asString().contains("does not load: ");
    }

    @Test
    void is_taken_where_it_has_something_to_offer() {
        assertThat(CryptoProvider.load("sun.security.rsa.SunRsaSign")).as("registered by its module alone").isEmpty();
        assertThat(CryptoProvider.load("org.bouncycastle.jce.provider.BouncyCastleProvider")).isPresent();
    }
}
