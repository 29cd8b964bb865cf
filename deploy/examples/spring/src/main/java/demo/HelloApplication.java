package demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@RestController
public class HelloApplication {

    public static void main(String[] args) {
        SpringApplication.run(HelloApplication.class, args);
    }

    /** By itself Spring takes {@code typ: JWT}, which is what an ID token says; an access token says at+jwt (RFC 9068). */
    @Bean
    OAuth2TokenValidator<Jwt> accessTokensOnly() {
        return new JwtTypeValidator("at+jwt");
    }

    @GetMapping("/hello")
    String hello(@AuthenticationPrincipal Jwt token) {
        return "hello " + token.getSubject() + "\n";
    }
}
