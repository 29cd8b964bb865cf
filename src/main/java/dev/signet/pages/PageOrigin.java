package dev.signet.pages;

import java.net.URI;

/** The origin of a URL as a browser writes it (RFC 6454 §6.1). */
final class PageOrigin {

    private PageOrigin() {
    }

    static String of(String url) {
        URI uri = URI.create(url);
        boolean standard = uri.getPort() < 0 || uri.getPort() == ("https".equals(uri.getScheme()) ? 443 : 80);
        return uri.getScheme() + "://" + uri.getHost() + (standard ? "" : ":" + uri.getPort());
    }
}
