package dev.signet.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A self-signed certificate and its key, in PEM, made with the JDK's own tool.
 *
 * @param certificate whoever trusts it trusts its holder
 * @param key PKCS #8, for its owner's eyes
 */
public record TlsFiles(Path certificate, Path key) {
    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "one";

    /**
     * @param folder where the files go
     * @param name of the files, and the subject's
     * @param host the subject's alternative name, as {@code keytool} writes it: {@code ip:127.0.0.1}
     */
    public static TlsFiles make(Path folder, String name, String host) {
        try {
            Path store = Files.createDirectories(folder).resolve(name + ".p12");
            Files.deleteIfExists(store);
            int exit = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + name,
                    "-ext", "san=" + host, "-validity", "2", "-keystore", store.toString(), "-storetype", "PKCS12",
                    "-storepass", PASSWORD)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("keytool said " + exit);
            }
            return export(store, folder.resolve(name + ".crt"), folder.resolve(name + ".key"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TlsFiles export(Path store, Path certificate, Path key) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            Files.writeString(certificate, pem("CERTIFICATE", keys.getCertificate(ALIAS).getEncoded()));
            Files.writeString(key, pem("PRIVATE KEY", keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
            return new TlsFiles(certificate, key);
        }
    }

    private static String pem(String type, byte[] content) {
        String lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + lines + "\n-----END " + type + "-----\n";
    }
}
