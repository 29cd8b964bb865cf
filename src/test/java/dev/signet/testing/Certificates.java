package dev.signet.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Makes self-signed certificates with the JDK's own tool. */
public final class Certificates {
    public static final String PASSWORD = "changeit";

    private Certificates() {
    }

    /**
     * @param subject e.g. {@code CN=one, O=Example}
     * @param options of {@code keytool}, e.g. {@code -ext san=dns:one.example}
     */
    public static X509Certificate make(String subject, String... options) {
        return in(store(subject, options));
    }

    /** @return a PKCS #12 file of a certificate and its key, as {@link #make} makes them; {@link #PASSWORD} opens it */
    public static Path store(String subject, String... options) {
        try {
            Path store = Files.createTempDirectory("certificate").resolve("store.p12");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "one",
                    "-keyalg", "EC", "-groupname", "secp256r1", "-dname", subject, "-keystore", store.toString(),
                    "-storetype", "PKCS12", "-storepass", PASSWORD));
            command.addAll(Arrays.asList(options));
            int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException("keytool said " + exit);
            }
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the certificate that the file holds */
    public static X509Certificate in(Path store) {
        try {
            return read(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the certificate in PEM (RFC 7468 §5) */
    public static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate read(Path store) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return (X509Certificate) keys.getCertificate("one");
        }
    }
}
