package dev.signet.verifier;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** What a Spring service adds: {@code http.addFilterBefore(new SpringTokenFilter(verifier), AuthorizationFilter.class)}. */
final class SpringTokenFilter extends OncePerRequestFilter {
    private final TokenVerifier verifier;

    SpringTokenFilter(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (verifier.verify(call(request)).fold(SpringTokenFilter::signIn, refused -> refuse(response, refused.challenge()),
                away -> unavailable(response, away.retryAfter()))) {
            chain.doFilter(request, response);
        }
    }

    private static ResourceRequest call(HttpServletRequest request) {
        return new ResourceRequest(request.getMethod(), request.getRequestURL().toString(),
                Collections.list(request.getHeaders("Authorization")), Collections.list(request.getHeaders("DPoP")));
    }

    private static boolean signIn(VerifiedToken token) {
        List<SimpleGrantedAuthority> scopes = token.scopes().stream()
                .map(scope -> new SimpleGrantedAuthority("SCOPE_" + scope)).toList();
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(token, null, scopes));
        return true;
    }

    private static boolean refuse(HttpServletResponse response, String challenge) {
        response.setHeader("WWW-Authenticate", challenge);
        response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
        return false;
    }

    private static boolean unavailable(HttpServletResponse response, Duration retryAfter) {
        response.setHeader("Retry-After", String.valueOf(retryAfter.toSeconds()));
        response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        return false;
    }
}
