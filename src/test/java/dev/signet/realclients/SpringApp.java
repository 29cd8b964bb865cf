package dev.signet.realclients;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2LoginAuthenticationFilter;

import dev.signet.testing.RelyingParty;

/** A web application that signs people in with Spring Security: its own filters, in the order of its own chain. */
final class SpringApp {
    private static final String HOST = URI.create(CodeClient.REDIRECT_URI).getHost();

    private final ClientRegistration registration;
    private final InMemoryClientRegistrationRepository registrations;
    private final OAuth2AuthorizedClientService authorized;
    private final MockHttpSession session = new MockHttpSession();
    private Authentication person;

    SpringApp(ClientRegistration registration) {
        this.registration = registration;
        this.registrations = new InMemoryClientRegistrationRepository(registration);
        this.authorized = new InMemoryOAuth2AuthorizedClientService(registrations);
    }

    /** @return where somebody is sent who wants to sign in; state, nonce and verifier stay in the session */
    String signIn() throws ServletException, IOException {
        DefaultOAuth2AuthorizationRequestResolver resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations);
        resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        MockHttpServletResponse response = new MockHttpServletResponse();
        pass(new OAuth2AuthorizationRequestRedirectFilter(resolver),
                request("/oauth2/authorization/" + registration.getRegistrationId()), response);
        return response.getRedirectedUrl();
    }

    /** @param callback the URL that the browser was sent back to @return who that is */
    Authentication callback(String callback) throws ServletException, IOException {
        OAuth2LoginAuthenticationFilter filter = new OAuth2LoginAuthenticationFilter(registrations, authorized, "/callback");
        filter.setAuthenticationManager(new ProviderManager(new OidcAuthorizationCodeAuthenticationProvider(
                new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService())));
        filter.setAuthenticationSuccessHandler((request, response, authentication) -> person = authentication);
        filter.setAuthenticationFailureHandler((request, response, refused) -> {
            throw refused;
        });
        MockHttpServletRequest request = request(URI.create(callback).getPath());
        Map<String, String> parameters = RelyingParty.parameters(callback);
        parameters.remove("");
        parameters.forEach(request::setParameter);
        pass(filter, request, new MockHttpServletResponse());
        return person;
    }

    /** @return the tokens of whoever is signed in */
    OAuth2AuthorizedClient tokens() {
        return authorized.loadAuthorizedClient(registration.getRegistrationId(), person.getName());
    }

    /** @return where somebody is sent who signs out */
    String signOut() throws ServletException, IOException {
        OidcClientInitiatedLogoutSuccessHandler handler = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        handler.setPostLogoutRedirectUri(CodeClient.BYE);
        MockHttpServletResponse response = new MockHttpServletResponse();
        handler.onLogoutSuccess(request("/logout"), response, person);
        return response.getRedirectedUrl();
    }

    private MockHttpServletRequest request(String path) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", path);
        request.setScheme("https");
        request.setServerName(HOST);
        request.setServerPort(443);
        request.setServletPath(path);
        request.setSession(session);
        return request;
    }

    private static void pass(Filter filter, MockHttpServletRequest request, MockHttpServletResponse response)
            throws ServletException, IOException {
        filter.doFilter(request, response, (onward, answer) -> {
            throw new ServletException("the filter let it pass: " + request.getRequestURI());
        });
    }
}
