package dev.signet.login;

import java.util.List;
import java.util.Map;

import dev.signet.pages.Field;
import dev.signet.pages.Visit;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/**
 * {@code /login}.
 *
 * @param hidden fields that go along
 * @param application that the person goes on to; null for none
 * @param error null for none
 * @param posed the verification code that is due; null for none
 * @param registerLink for people without an account
 */
@CheckedTemplate(basePath = "login", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
record SignInPage(Visit visit, Map<String, String> hidden, String application, List<Field> fields, String error,
        PosedChallenge posed, String registerLink) implements TemplateInstance {
}
