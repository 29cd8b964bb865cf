package dev.signet.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

import dev.signet.stores.Sha256;

/** {@code /altcha.js}: does the calculation of a verification code in the browser. */
@Path("/altcha.js")
@Produces("text/javascript; charset=utf-8")
public class CalculationScript {
    private static final String SCRIPT = read();

    /** Changes with the script, so that a browser may keep it. */
    public static final String LINK = "/altcha.js?v=" + HexFormat.of().formatHex(Sha256.of(SCRIPT.getBytes(UTF_8)), 0, 6);

    private static String read() {
        try (InputStream script = CalculationScript.class.getResourceAsStream("altcha.js")) {
            return new String(script.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @GET
    public Response script() {
        return Response.ok(SCRIPT).header("Cache-Control", "public, max-age=86400").build();
    }
}
