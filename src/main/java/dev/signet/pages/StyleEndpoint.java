package dev.signet.pages;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;

/** {@code GET /pages.css} and {@code /theme.css}. */
@Path("/")
@Produces("text/css; charset=utf-8")
class StyleEndpoint {
    private static final String ONE_DAY = "public, max-age=86400";

    private final Theme theme;

    StyleEndpoint(Theme theme) {
        this.theme = theme;
    }

    @GET
    @Path("pages.css")
    public Response own() {
        return answer(theme.ownStyle());
    }

    @GET
    @Path("theme.css")
    public Response added() {
        return answer(theme.addedStyle().orElseThrow(NotFoundException::new));
    }

    private static Response answer(String css) {
        return Response.ok(css).header("Cache-Control", ONE_DAY).build();
    }
}
